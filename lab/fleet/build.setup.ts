import { test as setup } from "@playwright/test";
import { buildForNextStart } from "../../e2e/builds.ts";
import { FIRE_ROUTES } from "../fire/fire.ts";

setup("build a standalone server", async () => {
  setup.setTimeout(300_000);
  await buildForNextStart("standalone", FIRE_ROUTES);
});
