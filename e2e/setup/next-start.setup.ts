import { cp } from "node:fs/promises";
import { join } from "node:path";
import { test as setup } from "@playwright/test";
import { build, builtWith, copyProject, FIXTURE_ROUTES } from "../builds";
import { standaloneFolder } from "../hosts/standalone";

setup("build for next start, and a standalone server beside it", async () => {
  setup.setTimeout(300_000);
  const copy = await copyProject("next-start", FIXTURE_ROUTES);
  await build(copy, { ...builtWith, BUILD_STANDALONE: "true" });
  // As the Dockerfile does.
  await cp(join(copy, ".next/static"), join(standaloneFolder(copy), ".next/static"), {
    recursive: true,
  });
});
