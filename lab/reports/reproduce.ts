// Builds a report's app, does what the report says, and prints what came of it beside what should.
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { build, buildFolder } from "../../e2e/builds.ts";
import { revalidationBroken } from "./ask/revalidation-broken.ts";
import { seenLinkCounts } from "./ask/seen-link-counts.ts";
import type { Ask } from "./ask/served.ts";
import { twicePerView } from "./ask/twice-per-view.ts";

const asks: Record<string, Ask> = {
  "twice-per-view": twicePerView,
  "revalidation-broken": revalidationBroken,
  "seen-link-counts": seenLinkCounts,
};

const [name = ""] = process.argv.slice(2);
const ask = asks[name];
if (!ask) {
  throw new Error(`Usage: npm run reproduce -w lab -- ${Object.keys(asks).join("|")}`);
}

// Inside the project, so that node_modules is found, but not among its sources.
const folder = buildFolder(`report-${name}`);
for (const partialPrefetching of ["true", "false"]) {
  await rm(folder, { recursive: true, force: true });
  await cp(join(import.meta.dirname, name), folder, { recursive: true });
  const env = { PARTIAL_PREFETCHING: partialPrefetching };
  await build(folder, env);
  console.log(`partialPrefetching: ${partialPrefetching}`);
  console.table(await ask(folder, env));
}
