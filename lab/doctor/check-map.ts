// Compares what the doctor counts with the committed map, cell by cell: npm run doctor:map -w lab
import { compareWithMap, linked, otherMeaning } from "./measure-map.ts";
import { progress } from "./report/progress.ts";

const { cells, different } = await compareWithMap(linked, progress());
const meant = different.filter((cell) => otherMeaning.has(cell.split(",")[0] ?? ""));
const wrong = different.filter((cell) => !meant.includes(cell));
console.log(`${linked.length} patterns, ${cells} cells: ${cells - different.length} the same`);
console.log(
  `${meant.length} differ by meaning (the map counts what a callback writes, the doctor its start)`,
);
for (const cell of meant) console.log(`  ${cell}`);
console.log(`${wrong.length} differ`);
for (const cell of wrong) console.log(`  ${cell}`);
process.exitCode = wrong.length > 0 ? 1 : 0;
