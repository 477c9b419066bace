// npm run fire -w lab: tries to break "exactly once, or said so", and prints what came of it.
import { parseArgs } from "node:util";
import { buildFolder, buildForNextStart, buildForServerless, isBuilt } from "../../e2e/builds.ts";
import { cases } from "./cases.ts";
import { type Fire, FIRE_ROUTES } from "./fire.ts";
import { orderCases } from "./orders/order-cases.ts";
import { type OrderRow, orderTable } from "./orders/order-row.ts";
import { ensurePostgres } from "./orders/ensure-postgres.ts";
import { Postgres } from "./orders/postgres.ts";
import type { Row } from "./row.ts";
import { tableOf } from "./table.ts";

const usage = `npm run fire -w lab -- [options]

  --short       the most telling cases, with fewer requests: a minute and a half
  --reuse       on the builds that an earlier run made, where they are there
  --only CASE   this case only; may be given more than once
  --seed SEED   throws the random hostile input of an earlier run, which printed its seed

Cases: ${[...cases.keys(), ...orderCases.keys()].join("; ")}
`;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        short: { type: "boolean", default: false },
        reuse: { type: "boolean", default: false },
        seed: { type: "string", default: String(Date.now() % 2 ** 31) },
        only: { type: "string", multiple: true },
        help: { type: "boolean", default: false },
      },
    });
    const unknown = values.only?.find((name) => !cases.has(name) && !orderCases.has(name));
    if (unknown) throw new Error(`There is no case ${JSON.stringify(unknown)}.`);
    const seed = Number(values.seed);
    if (!Number.isInteger(seed)) throw new Error(`${JSON.stringify(values.seed)} is no seed.`);
    return { ...values, seed };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(2);
  }
}

const NEXT_START = "fire";
const SERVERLESS = "fire-serverless";
const builds: Fire["builds"] = {
  "next start": buildFolder(NEXT_START),
  serverless: buildFolder(SERVERLESS),
};
const areBuilt = () => [NEXT_START, SERVERLESS].every(isBuilt);

async function buildBoth(): Promise<void> {
  await buildForNextStart(NEXT_START, FIRE_ROUTES);
  await buildForServerless(SERVERLESS, FIRE_ROUTES);
}

const started = performance.now();
const tell = (what: string) => {
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${String(seconds).padStart(4)} s  ${what}`);
};

const { short, reuse, only, seed, help } = readOptions();
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
const chosen = ([name, { short: isShort }]: [string, { short?: boolean }]) =>
  only?.includes(name) ?? (!short || isShort);
const complaints: string[] = [];

/** Runs a case; that it came to nothing is a complaint. */
async function rowsOf<T>(name: string, run: () => Promise<T[]>): Promise<T[]> {
  tell(name);
  try {
    return await run();
  } catch (error) {
    const why = error instanceof Error ? error.stack : error;
    complaints.push(`${name} came to no row: ${String(why)}`);
    return [];
  }
}

const rows: Row[] = [];
for (const [name, { run }] of [...cases].filter(chosen)) {
  rows.push(...(await rowsOf(name, () => run({ short, seed, builds }))));
}

const orderRows: OrderRow[] = [];
const ordering = [...orderCases].filter(chosen);
const missing = ordering.length > 0 ? ensurePostgres() : undefined;
const postgres = ordering.length > 0 && !missing ? await Postgres.create() : undefined;
for (const [name, orderCase] of ordering) {
  if (!postgres && orderCase.postgres) console.log(`SKIPPED: ${name} on PostgreSQL: ${missing}`);
  const fire = { short, seed, builds };
  const both = () =>
    Promise.all([
      orderCase.pglite?.(fire) ?? [],
      postgres ? (orderCase.postgres?.(fire, postgres) ?? []) : [],
    ]);
  orderRows.push(...(await rowsOf(name, async () => (await both()).flat())));
}
await postgres?.destroy();

tell("done");
if (rows.length > 0) console.log(`\n${tableOf(rows)}\n`);
if (orderRows.length > 0) console.log(`\n${orderTable(orderRows)}\n`);
complaints.push(...[...rows, ...orderRows].flatMap((row) => row.complaints));
const amount = rows.length + orderRows.length;
console.log(complaints.join("\n") || `All ${amount} rows are as they must be.`);
process.exitCode = complaints.length > 0 ? 1 : 0;
