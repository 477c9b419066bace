import { test as setup } from "@playwright/test";
import { buildForNextStart, builtWith, FIXTURE_ROUTES } from "../builds";

setup("build for next start, and a standalone server beside it", async () => {
  setup.setTimeout(300_000);
  await buildForNextStart("next-start", FIXTURE_ROUTES, builtWith);
});
