import { test as setup } from "@playwright/test";
import { build, builtWith, copyProject, FIXTURE_ROUTES } from "../builds";

setup("build for next start", async () => {
  setup.setTimeout(300_000);
  const copy = await copyProject("next-start", FIXTURE_ROUTES);
  await build(copy, builtWith);
});
