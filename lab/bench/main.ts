// npm run bench -w lab: what a view costs, beside what people do instead, and writes it down.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { ensurePostgres } from "../fire/orders/ensure-postgres.ts";
import { Postgres } from "../fire/orders/postgres.ts";
import { benchFiles, machine } from "./bench-file.ts";
import { benchTable } from "./figures/table.ts";
import { buildAll } from "./builds.ts";
import { runBench } from "./run.ts";

const usage = `npm run bench -w lab -- [options]

  --short   fewer views and rounds, to see that it works: it writes nothing
  --reuse   on the builds that an earlier run made, where they are there
`;

function readOptions() {
  try {
    return parseArgs({
      options: {
        short: { type: "boolean", default: false },
        reuse: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(2);
  }
}

const { short, reuse, help } = readOptions();
// Each server that was started is ended as this process exits: there are more than Node expects.
process.setMaxListeners(50);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
if (help) {
  console.log(usage);
  process.exit();
}

const tell = (what: string) => {
  console.log(`${String(Math.round(performance.now() / 1000)).padStart(4)} s  ${what}`);
};
const builds = await buildAll(reuse, tell);
const missing = ensurePostgres();
const postgres = missing ? undefined : await Postgres.create();
if (missing) console.log(`SKIPPED: orders: ${missing}`);
const bench = { machine: machine(), ...(await runBench({ builds, postgres, short, tell })) };
await postgres?.destroy();

console.log(`\n${benchTable(bench)}`);
if (short) {
  console.log("Nothing was written: this was a short run.");
} else {
  const files = await benchFiles(bench);
  for (const [path, text] of Object.entries(files)) await writeFile(path, text);
  console.log(`Wrote ${Object.keys(files).join(", ")}`);
}
