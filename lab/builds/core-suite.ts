// npm run core -w lab: the core suite, on next start and the freezing host, with the two settings
// that change every address.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { root } from "../../e2e/builds.ts";

const playwright = createRequire(import.meta.url).resolve("@playwright/test/cli");
const settings = { basePath: "/shop", trailingSlash: true };
const { status } = spawnSync(
  process.execPath,
  [
    playwright,
    "test",
    "--project=next start",
    "--project=serverless",
    "e2e/core/",
    ...process.argv.slice(2),
  ],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, E2E_NEXT_CONFIG: JSON.stringify(settings) },
  },
);
process.exitCode = status ?? 1;
