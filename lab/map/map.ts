// Measures the after() map and writes it; with --check compares it with the committed one, and with
// --next measures another version of Next, and writes and prints what differs there.
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { committedRun, filesOf, mapOf } from "./measure/map-file.ts";
import { measureOtherNext } from "./measure/other-next.ts";
import { hostNames, measureRuns, wantedRuns } from "./measure/runs.ts";
import { moved, type MovedRun } from "./versions/differences.ts";
import { versionsTable } from "./versions/versions-table.ts";
import { addVersion, versionFiles } from "./versions/versions-file.ts";

const usage = `npm run map -w lab -- [options]

  --check         compare with the committed map, and write nothing
  --next VERSION  another version of Next, such as 16.4.6 or canary, in a copy of the project
  --host NAME     with one of these: on this host only (${hostNames.join(", ")}); may be given more than once
`;

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        check: { type: "boolean", default: false },
        next: { type: "string" },
        host: { type: "string", multiple: true },
        help: { type: "boolean", default: false },
      },
    });
    const unknown = values.host?.find((name) => !hostNames.some((host) => host === name));
    if (unknown) throw new Error(`There is no host ${JSON.stringify(unknown)}.`);
    if (values.host && !values.check && !values.next) {
      throw new Error("A map of some hosts only cannot be written: say --check or --next, too.");
    }
    return values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return process.exit(2);
  }
}

async function writeFiles(files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await writeFile(path, text);
  console.log(`Wrote ${Object.keys(files).join(", ")}`);
}

const sentences = ({ host, partialPrefetching, moves }: MovedRun) =>
  moves.map(
    ({ name, way, was, is }) =>
      `${host}, partialPrefetching: ${partialPrefetching}: ${name}, ${way}: was ${was}, is ${is}`,
  );

// What was started is ended, and the copy of another version removed, as this process exits.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const { check, next, host, help } = readOptions();
if (help) {
  console.log(usage);
} else if (next) {
  const { version, than, runs } = await measureOtherNext(next, host ?? [...hostNames]);
  const measured = { next: version, than, runs: moved(committedRun, runs) };
  await writeFiles(await versionFiles(addVersion(measured)));
  console.log(`\n${versionsTable([measured])}`);
} else if (check) {
  const all = moved(committedRun, await measureRuns(wantedRuns(host))).flatMap(sentences);
  console.log(all.join("\n") || "Every cell is as committed.");
  process.exitCode = all.length > 0 ? 1 : 0;
} else {
  await writeFiles(await filesOf(mapOf(await measureRuns(wantedRuns()))));
}
