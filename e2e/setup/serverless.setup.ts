import { test as setup } from "@playwright/test";
import { buildForServerless, builtWith, FIXTURE_ROUTES } from "../builds";

setup("build for the serverless host", async () => {
  setup.setTimeout(300_000);
  await buildForServerless("serverless", FIXTURE_ROUTES, builtWith);
});
