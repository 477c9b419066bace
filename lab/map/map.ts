// Measures the after() map and writes it, or with --check compares it with the committed one.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import type { Run } from "./measure/cell.ts";
import { movedCells } from "./measure/compare.ts";
import { committedRun, filesOf, mapOf } from "./measure/map-file.ts";
import { showProgress } from "./measure/progress.ts";
import { measure } from "./measure/run.ts";

const { check } = parseArgs({ options: { check: { type: "boolean", default: false } } }).values;

const hosts = ["next start", "serverless", "next dev"] as const;
const wanted = hosts.flatMap((host) =>
  [true, false].map((partialPrefetching) => ({ host, partialPrefetching })),
);

const runs: Run[] = [];
for (const [index, each] of wanted.entries()) {
  const title = `${index + 1}/${wanted.length} ${each.host}, partialPrefetching: ${each.partialPrefetching}`;
  runs.push(await measure(each, (progress) => showProgress(title, progress)));
}

if (check) {
  const moved = runs.flatMap((run) =>
    movedCells(committedRun(run), run).map(
      (cell) => `${run.host}, partialPrefetching: ${run.partialPrefetching}: ${cell}`,
    ),
  );
  console.log(moved.join("\n") || "Every cell is as committed.");
  process.exitCode = moved.length > 0 ? 1 : 0;
} else {
  const files = await filesOf(mapOf(runs));
  for (const [path, text] of Object.entries(files)) await writeFile(path, text);
  console.log(`Wrote ${Object.keys(files).join(", ")}`);
}
