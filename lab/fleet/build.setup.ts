import { test as setup } from "@playwright/test";
import { buildStandalone } from "./build.ts";

setup("build a standalone server", async () => {
  setup.setTimeout(300_000);
  await buildStandalone("standalone");
});
