// How often each after() of an existing Next.js app runs, and what is wrong with that: see README.md.
import { writeFileSync } from "node:fs";
import { projectIn } from "./app/project.ts";
import { CannotTell } from "./cannot-tell.ts";
import { examine } from "./examine.ts";
import { refuseToFreeze } from "./freeze.ts";
import { readOptions, usage } from "./options.ts";
import { planOf } from "./plan.ts";
import { errorsOf } from "./report/findings.ts";
import { jsonOf } from "./report/json.ts";
import { progress } from "./report/progress.ts";
import { sarifOf } from "./report/sarif.ts";
import { textOf } from "./report/text.ts";

async function main(): Promise<number> {
  // npm runs this in the lab's folder; DIR is meant from where the user is.
  const options = readOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
  if (options === "help") {
    console.log(usage);
    return 0;
  }
  const project = projectIn(options.dir);
  if (options.freeze) refuseToFreeze(project);
  console.log(planOf(project, options));
  const examined = await examine(project, options, progress());
  console.log(textOf(examined));
  if (options.json) writeJson(options.json, jsonOf(examined));
  if (options.sarif) writeJson(options.sarif, sarifOf(examined));
  return examined.sites.some((judged) => errorsOf(judged).length > 0) ? 1 : 0;
}

const writeJson = (file: string, value: object) =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

// What is put back on an exit is not put back on a signal.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => process.exit(2));
}
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof CannotTell)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
