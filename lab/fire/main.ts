// npm run fire: tries to break "exactly once, or said so", and prints what came of it.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { build, buildForServerless, copyProject, serverlessBuild } from "../builds.ts";
import { cases } from "./cases.ts";
import type { Fire } from "./fire.ts";
import type { Row } from "./row.ts";
import { tableOf } from "./table.ts";

const usage = `npm run fire -- [options]

  --short       the most telling cases, with fewer requests: about a minute
  --reuse       with --short: on the builds that the end-to-end suite made
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
    // Other cases need routes that only this suite's own builds have.
    if (values.reuse && (!values.short || values.only)) {
      throw new Error("--reuse goes with --short, and without --only.");
    }
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(2);
  }
}

async function buildBoth(): Promise<Fire["builds"]> {
  const routes = "e2e/fire/routes";
  const folder = await copyProject("fire", routes);
  await build(folder);
  return { "next start": folder, serverless: await buildForServerless("fire-serverless", routes) };
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
if (!reuse) tell("building for both hosts");
const builds = reuse
  ? {
      "next start": resolve(import.meta.dirname, "../.."),
      serverless: serverlessBuild("serverless"),
    }
  : await buildBoth();
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
