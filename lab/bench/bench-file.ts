import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "../../e2e/builds.ts";
import { formatted } from "../formatted.ts";
import { plots } from "./figures/plots.ts";
import { benchTable } from "./figures/table.ts";
import type { Goal } from "./goals.ts";
import type { Figures } from "./rounds.ts";

/** What one variant came to. */
export interface Row {
  name: string;
  /** CPU time of a view, in ms, and as a multiple of the reference's. */
  cpuMs: number;
  ratio: number;
  /** By how many views at once. */
  at: Record<string, Figures>;
  /** Of the heap after so many views, when its garbage was collected. */
  heapMB: number;
  views: number;
}

export interface Bench {
  machine: { cpu: string; cores: number; memoryGB: number; node: string; next: string };
  /** What other programs used of the machine meanwhile, in percent. */
  others: number;
  /** In which CPU time was measured, and for how long each. */
  blocks: number;
  blockSeconds: number;
  /** How far two halves of the blocks lie apart at most, as a part: 0.1 is 10 %. */
  disagreement: number;
  /** In which the rest was. */
  rounds: number;
  /** Views of a round, by how many at once. */
  amounts: Record<string, number>;
  rows: Row[];
  goals: Goal[];
}

const next = createRequire(import.meta.url)("next/package.json") as { version: string };

export const machine = (): Bench["machine"] => ({
  cpu: cpus()[0]?.model ?? "unknown",
  cores: cpus().length,
  memoryGB: Math.round(totalmem() / 1024 ** 3),
  node: process.versions.node,
  next: next.version,
});

const folder = join(root, "lab/bench");
const BENCH_JSON = join(folder, "bench.json");
const BENCH_MD = join(folder, "bench.md");

/** The bench as it is committed. Throws where there is none yet. */
export const committedBench = (): Bench => JSON.parse(readFileSync(BENCH_JSON, "utf8")) as Bench;

/** What each file that shows this bench holds, byte for byte, by its path. */
export async function benchFiles(bench: Bench): Promise<Record<string, string>> {
  const drawn = await plots(bench);
  return {
    [BENCH_JSON]: await formatted(BENCH_JSON, JSON.stringify(bench)),
    [BENCH_MD]: await formatted(BENCH_MD, benchTable(bench)),
    ...Object.fromEntries(Object.entries(drawn).map(([name, svg]) => [join(folder, name), svg])),
  };
}
