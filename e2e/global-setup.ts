import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

/** What `next build` printed, for the spec that reads it. */
export const BUILD_LOG = ".next/build.log";

/** Makes the production build that the suite runs on. */
export default function build(): void {
  console.log("Building for production…");
  const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const output = execFileSync(process.execPath, [next, "build"], {
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  writeFileSync(BUILD_LOG, output);
}
