// node to-file.ts FILE HOST…: what a copy of the project with another version of Next is started with.
import { writeFileSync } from "node:fs";
import { measureRuns, wantedRuns } from "./runs.ts";

const [file = "", ...hosts] = process.argv.slice(2);
writeFileSync(file, JSON.stringify(await measureRuns(wantedRuns(hosts))));
