// Measures the after() map and writes it, or with --check compares it with the committed one.
import { writeFile } from "node:fs/promises";
import type { Run } from "./measure/cell.ts";
import { movedCells } from "./measure/compare.ts";
import { committedRun, filesOf, MAP_JSON, MAP_MD, mapOf } from "./measure/map-file.ts";
import { measureNextStart } from "./measure/run.ts";

const started = performance.now();
const runs: Run[] = [];
for (const partialPrefetching of [true, false]) {
  runs.push(
    await measureNextStart(partialPrefetching, (progress) => {
      const seconds = Math.round((performance.now() - started) / 1000);
      console.log(`${seconds} s  partialPrefetching: ${partialPrefetching}  ${progress}`);
    }),
  );
}

if (process.argv.includes("--check")) {
  const moved = runs.flatMap((run) =>
    movedCells(committedRun(run), run).map(
      (cell) => `partialPrefetching: ${run.partialPrefetching}: ${cell}`,
    ),
  );
  console.log(moved.join("\n") || "Every cell is as committed.");
  process.exitCode = moved.length > 0 ? 1 : 0;
} else {
  const { json, markdown } = await filesOf(mapOf(runs));
  await writeFile(MAP_JSON, json);
  await writeFile(MAP_MD, markdown);
}
