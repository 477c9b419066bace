// npm run fire -w lab: tries to break "exactly once, or said so", and prints what came of it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build, buildFolder, buildForServerless, copyProject } from "../../e2e/builds.ts";
import { cases } from "./cases.ts";
import type { Fire } from "./fire.ts";
import type { Row } from "./row.ts";
import { tableOf } from "./table.ts";

const usage = `npm run fire -w lab -- [options]

  --short       the most telling cases, with fewer requests: a minute and a half
  --reuse       on the builds that an earlier run made, where they are there
  --only CASE   this case only; may be given more than once

Cases: ${[...cases.keys()].join("; ")}
`;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        short: { type: "boolean", default: false },
        reuse: { type: "boolean", default: false },
        only: { type: "string", multiple: true },
        help: { type: "boolean", default: false },
      },
    });
    const unknown = values.only?.find((name) => !cases.has(name));
    if (unknown) throw new Error(`There is no case ${JSON.stringify(unknown)}.`);
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(2);
  }
}

const ROUTES = "lab/fire/routes";
const NEXT_START = "fire";
const SERVERLESS = "fire-serverless";
const builds: Fire["builds"] = {
  "next start": buildFolder(NEXT_START),
  serverless: buildFolder(SERVERLESS),
};
const areBuilt = () =>
  Object.values(builds).every((folder) => existsSync(join(folder, ".next", "BUILD_ID")));

async function buildBoth(): Promise<void> {
  await build(await copyProject(NEXT_START, ROUTES));
  await buildForServerless(SERVERLESS, ROUTES);
}

const started = performance.now();
const tell = (what: string) => {
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${String(seconds).padStart(4)} s  ${what}`);
};

const { short, reuse, only, help } = readOptions();
// A host that was started is ended as this process exits.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
if (help) {
  console.log(usage);
  process.exit();
}
if (!reuse || !areBuilt()) {
  tell("building for both hosts");
  await buildBoth();
}
const chosen = [...cases].filter(([name, each]) => only?.includes(name) ?? (!short || each.short));
const rows: Row[] = [];
const complaints: string[] = [];
for (const [name, { run }] of chosen) {
  tell(name);
  try {
    rows.push(...(await run({ short, builds })));
  } catch (error) {
    const why = error instanceof Error ? error.stack : error;
    complaints.push(`${name} came to no row: ${String(why)}`);
  }
}
tell("done");
console.log(`\n${tableOf(rows)}\n`);
complaints.push(...rows.flatMap((row) => row.complaints));
console.log(complaints.join("\n") || `All ${rows.length} rows are as they must be.`);
process.exitCode = complaints.length > 0 ? 1 : 0;
