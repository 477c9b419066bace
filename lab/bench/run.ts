import type { Postgres } from "../fire/orders/postgres.ts";
import type { Bench, Row } from "./bench-file.ts";
import type { BuildName } from "./builds.ts";
import { type Goal, goalsOf } from "./goals.ts";
import { watchOthers } from "./quiet.ts";
import { AGREE, type Blocks, noBlocks, oneBlock, ratiosOf } from "./blocks.ts";
import { disagreement, type Figures, LEVELS, measure, median, middle } from "./rounds.ts";
import { Served } from "./served.ts";
import { heapAfter } from "./trials.ts";
import { variants } from "./variants.ts";

const FULL = {
  warmSeconds: 75,
  blockSeconds: 15,
  blocks: { least: 24, most: 48 },
  rounds: 3,
  amounts: { 1: 40, 20: 100, 100: 100 },
  goals: { turns: 10, seconds: 10, few: 4_000, many: 14_000 },
};
const SHORT: typeof FULL = {
  warmSeconds: 10,
  blockSeconds: 5,
  blocks: { least: 2, most: 2 },
  rounds: 1,
  amounts: { 1: 10, 20: 40, 100: 100 },
  goals: { turns: 2, seconds: 2, few: 400, many: 800 },
};

interface Options {
  builds: Record<BuildName, string>;
  postgres: Postgres | undefined;
  short: boolean;
  tell: (what: string) => void;
}

/** What each round came to, by server and level. */
type Seen = Map<Served, Record<number, Figures[]>>;

/** Where two halves of the blocks lie furthest apart. */
function worst(blocks: Blocks): { apart: number; of: string } {
  const all = [...blocks.keys()].map((served) => ({
    apart: disagreement(ratiosOf(blocks, served)),
    of: served.variant.name,
  }));
  return all.reduce((before, each) => (each.apart > before.apart ? each : before));
}

const byLevel = <T>(of: (level: number) => T): Record<string, T> =>
  Object.fromEntries(LEVELS.map((level) => [level, of(level)]));

/** Serves every variant, asks them together until they agree, by turns, and then after the goals. */
export async function runBench(options: Options): Promise<Omit<Bench, "machine">> {
  const { builds, postgres, short, tell } = options;
  const {
    warmSeconds,
    blockSeconds,
    blocks,
    rounds,
    amounts,
    goals: goalAmounts,
  } = short ? SHORT : FULL;
  const seen: Seen = new Map();
  try {
    for (const variant of variants) {
      if (variant.orders && !postgres) continue;
      const database = await (variant.orders && postgres?.database());
      seen.set(await Served.start(variant, builds, database), { 1: [], 20: [], 100: [] });
    }
    // Nobody is measured while it is cold.
    await oneBlock(noBlocks(seen.keys()), warmSeconds);
    const named = (name: string) => [...seen.keys()].find(({ variant }) => variant.name === name);
    const counted = named("counted");
    if (!counted) throw new Error("The product page is not served");
    const fewHeap = await heapAfter(counted, goalAmounts.few);
    tell(`${seen.size} servers are warm`);

    const others = await watchOthers([...seen.keys()]);
    const cpu = noBlocks(seen.keys());
    let block = 0;
    while (block < blocks.least || (worst(cpu).apart > AGREE && block < blocks.most)) {
      await oneBlock(cpu, blockSeconds);
      block += 1;
      const { apart, of } = worst(cpu);
      tell(`block ${block}: two halves lie ${(100 * apart).toFixed(1)} % apart at most: ${of}`);
    }
    for (let round = 0; round < rounds; round += 1) {
      await oneRound(seen, round, amounts);
      tell(`round ${round + 1} of ${rounds}`);
    }
    const othersUsed = await others();
    const rows: Row[] = [];
    for (const [served, figures] of seen) rows.push(await rowOf(cpu, served, figures));

    const goals: Goal[] = [];
    const another = () => Served.start(counted.variant, builds);
    for await (const goal of goalsOf(named, rows, fewHeap, goalAmounts, another)) {
      goals.push(goal);
      tell(`${goal.goal}: ${goal.figure.toFixed(3)}`);
    }
    return {
      others: othersUsed,
      blocks: block,
      blockSeconds,
      disagreement: worst(cpu).apart,
      rounds,
      amounts,
      rows,
      goals,
    };
  } finally {
    await Promise.all([...seen.keys()].map((served) => served.stop()));
  }
}

async function oneRound(seen: Seen, round: number, amounts: typeof FULL.amounts): Promise<void> {
  for (const level of LEVELS) {
    // Another one goes first each time: what heats or disturbs the machine is shared.
    const order = [...seen];
    order.push(...order.splice(0, round % order.length));
    for (const [served, figures] of order) {
      figures[level]?.push(await measure(served, level, amounts[level]));
    }
  }
}

async function rowOf(
  cpu: Blocks,
  served: Served,
  figures: Record<number, Figures[]>,
): Promise<Row> {
  return {
    name: served.variant.name,
    cpuMs: median(cpu.get(served) ?? []),
    ratio: median(ratiosOf(cpu, served)),
    at: byLevel((level) => middle(figures[level] ?? [])),
    heapMB: (await served.inspector.heap()).heap / 1024 ** 2,
    views: served.views,
  };
}
