import { writeFile } from "node:fs/promises";
import { test as setup } from "@playwright/test";
import { build, BUILD_LOG, builtWith, root } from "../builds";

setup("build for next start", async () => {
  setup.setTimeout(300_000);
  await writeFile(BUILD_LOG, await build(root, builtWith));
});
