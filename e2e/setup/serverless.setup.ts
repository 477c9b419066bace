import { test as setup } from "@playwright/test";
import { buildForServerless, builtWith } from "../builds";

setup("build for the serverless host", async () => {
  setup.setTimeout(300_000);
  // With a few routes that do what the app must not: see e2e/lab.
  await buildForServerless("serverless", "e2e/lab/routes", builtWith);
});
