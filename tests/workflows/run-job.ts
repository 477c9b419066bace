import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Contexts, fill, holds } from "./expression";
import type { Job, Step } from "./workflow";

/** What came of one step. */
export interface StepRun {
  step: Step;
  ran: boolean;
  failed: boolean;
  /** As its shell or action got it: its own over its job's. Empty where it did not run. */
  env: Record<string, string>;
  /** All that it was given: this, what its action takes, and its script, each expression filled in. */
  given: string;
  /** What its shell printed. */
  printed: string;
}

export interface JobRun {
  /** Whether the job's own `if` held. */
  started: boolean;
  steps: StepRun[];
  /** The commands that the stand-ins were called with, one a line. */
  calls: string[];
}

interface Options {
  /** The contexts `github`, `secrets` and `vars`. */
  contexts: Contexts;
  /** Bash by the name of the command that it stands in for; each call is noted before. */
  commands: Record<string, string>;
  /** Where steps run. By default a folder of its own. */
  cwd?: string;
}

/**
 * Runs a job as GitHub's runner would: its conditions by GitHub's own library, its shell steps in Bash,
 * with stand-ins for the commands that reach elsewhere. Actions are noted, not run.
 */
export function runJob(job: Job, { contexts, commands, cwd }: Options): JobRun {
  const folder = mkdtempSync(join(tmpdir(), "job-"));
  try {
    const calls = join(folder, "calls");
    writeFileSync(calls, "");
    for (const [name, script] of Object.entries(commands)) {
      const text = `#!/usr/bin/env bash\necho "${name} $*" >> '${calls}'\n${script}\n`;
      writeFileSync(join(folder, name), text, { mode: 0o755 });
    }
    const steps = runSteps(job, contexts, folder, cwd ?? folder);
    const lines = readFileSync(calls, "utf8").split("\n").slice(0, -1);
    return { started: steps.length > 0, steps, calls: lines };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runSteps(job: Job, contexts: Contexts, folder: string, cwd: string): StepRun[] {
  if (!holds(job.if, contexts, { failed: false })) return [];
  const outputs: Record<string, { outputs: Record<string, string> }> = {};
  const runs: StepRun[] = [];
  for (const step of job.steps) {
    const failed = runs.some((run) => run.failed);
    const known = {
      ...contexts,
      steps: outputs,
      job: { status: failed ? "failure" : "success" },
    };
    const ran = holds(step.if, known, { failed });
    const filled = (texts: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(ran ? texts : {}).map(([name, text]) => [
          name,
          fill(String(text), known, { failed }),
        ]),
      );
    const env = filled({ ...job.env, ...step.env });
    const { run } = filled({ run: step.run ?? "" });
    const shell = run ? runShell(run, env, folder, cwd) : undefined;
    if (step.id && shell) outputs[step.id] = { outputs: shell.outputs };
    const status = shell?.status ?? 0;
    const given = JSON.stringify([env, filled(step.with), run]);
    runs.push({ step, ran, failed: status !== 0, env, given, printed: shell?.printed ?? "" });
  }
  return runs;
}

function runShell(script: string, env: Record<string, string>, folder: string, cwd: string) {
  const output = join(folder, "output");
  writeFileSync(output, "");
  const file = join(folder, "step.sh");
  writeFileSync(file, script);
  // As the runner calls it where a step names no shell.
  const { status, stdout, stderr } = spawnSync("bash", ["-e", file], {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      NODE_ENV: "test",
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      GITHUB_OUTPUT: output,
      GITHUB_REPOSITORY: "me/my-shop",
      ...env,
    },
  });
  const outputs = Object.fromEntries(
    readFileSync(output, "utf8")
      .split("\n")
      .filter((line) => line.includes("="))
      .map((line) => line.split(/=(.*)/s).slice(0, 2)),
  ) as Record<string, string>;
  return { status, outputs, printed: stdout + stderr };
}
