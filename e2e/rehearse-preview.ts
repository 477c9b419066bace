// npm run e2e:rehearsal: runs the preview project against the serverless host, behind a protection as
// a deployment has it: no spec must be red for the first time on a real one. The receipts are the
// oracle. Takes specs, or all; the build is that of the serverless project.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { buildFolder, isBuilt } from "./builds.ts";
import { startServerlessHost } from "./hosts/serverless/host.ts";

const playwright = createRequire(import.meta.url).resolve("@playwright/test/cli");
const REVALIDATE_SECRET = "a-secret-of-the-rehearsal";
const BYPASS = "a-bypass-of-the-rehearsal";

if (!isBuilt("serverless")) {
  console.error("There is no build to rehearse on: npm run e2e:serverless makes one.");
  process.exit(1);
}
const host = await startServerlessHost(
  buildFolder("serverless"),
  { REVALIDATE_SECRET },
  { bypassSecret: BYPASS },
);
const run = spawn(
  process.execPath,
  [playwright, "test", "--project=preview", ...process.argv.slice(2)],
  {
    stdio: "inherit",
    env: {
      ...process.env,
      PREVIEW_URL: host.url,
      E2E_ORACLE: "receipts",
      VERCEL_AUTOMATION_BYPASS_SECRET: BYPASS,
      REVALIDATE_SECRET,
      E2E_FIXTURE_ROUTES: "true",
    },
  },
);
const [code] = (await once(run, "exit")) as [number | null];
await host.stop();
process.exitCode = code ?? 1;
