import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const env = z.record(z.string(), z.string()).default({});

const step = z.object({
  name: z.string().optional(),
  id: z.string().optional(),
  if: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  env,
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});

const job = z.object({
  if: z.string().optional(),
  env,
  steps: z.array(step),
});

export type Step = z.infer<typeof step>;
export type Job = z.infer<typeof job>;

/** Where the workflows are. */
export const WORKFLOWS = join(import.meta.dirname, "../../.github/workflows");

/** The jobs of a workflow file of this repository, each with the file's own `env`. Throws where it is none. */
export function jobsOf(file: string): Record<string, Job> {
  const text: unknown = parse(readFileSync(join(WORKFLOWS, file), "utf8"));
  const workflow = z.object({ env, jobs: z.record(z.string(), job) }).parse(text);
  return Object.fromEntries(
    Object.entries(workflow.jobs).map(([name, each]) => [
      name,
      { ...each, env: { ...workflow.env, ...each.env } },
    ]),
  );
}

/** The one job of a workflow file by its name. Throws where there is none. */
export function jobOf(file: string, name: string): Job {
  const found = jobsOf(file)[name];
  if (!found) throw new Error(`${file} has no job ${JSON.stringify(name)}.`);
  return found;
}
