import type { Postgres } from "../fire/orders/postgres.ts";
import type { Bench, Row } from "./bench-file.ts";
import type { BuildName } from "./builds.ts";
import { type Goal, goalsOf } from "./goals.ts";
import { watchOthers } from "./quiet.ts";
import { AGREE, disagreement, type Figures, LEVELS, measure, median, middle } from "./rounds.ts";
import { Served } from "./served.ts";
import { heapAfter } from "./trials.ts";
import { REFERENCE, variants } from "./variants.ts";

/** Many short rounds: a collection of garbage spoils one of them, and the middle leaves that one out. */
const FULL = {
  warm: 600,
  amounts: { 1: 20, 20: 60, 100: 100 },
  rounds: 10,
  goals: { turns: 10, seconds: 10, few: 2_000, many: 10_000 },
};
const SHORT: typeof FULL = {
  warm: 40,
  amounts: { 1: 10, 20: 40, 100: 100 },
  rounds: 2,
  goals: { turns: 2, seconds: 2, few: 200, many: 600 },
};
/** No round begins later, in ms: what follows takes some four minutes. */
const LAST_ROUND_MS = 14 * 60_000;

interface Options {
  builds: Record<BuildName, string>;
  postgres: Postgres | undefined;
  short: boolean;
  tell: (what: string) => void;
}

/** What each round came to, by server and level. */
type Seen = Map<Served, Record<number, Figures[]>>;

/** CPU time as a multiple of the reference's in the same round. */
function ratiosOf(seen: Seen, { variant }: Served, level: number): number[] {
  const cpuOf = (name: string) => {
    const found = [...seen].find(([served]) => served.variant.name === name);
    return (found?.[1][level] ?? []).map(({ cpuMsPerView }) => cpuMsPerView);
  };
  const base = cpuOf(variant.reference ?? REFERENCE);
  return cpuOf(variant.name).map((cpu, round) => cpu / (base[round] ?? Number.NaN));
}

/** Where two halves of the rounds lie furthest apart. */
function worst(seen: Seen): { apart: number; of: string } {
  const all = [...seen.keys()].flatMap((served) =>
    LEVELS.map((level) => ({
      apart: disagreement(ratiosOf(seen, served, level)),
      of: `${served.variant.name}, ${level} at once`,
    })),
  );
  return all.reduce((before, each) => (each.apart > before.apart ? each : before));
}

const byLevel = <T>(of: (level: number) => T): Record<string, T> =>
  Object.fromEntries(LEVELS.map((level) => [level, of(level)]));

/** Serves every variant, asks them by turns until they agree, and then asks after the goals. */
export async function runBench(options: Options): Promise<Omit<Bench, "machine">> {
  const { builds, postgres, short, tell } = options;
  const { warm, amounts, rounds, goals: goalAmounts } = short ? SHORT : FULL;
  const seen: Seen = new Map();
  try {
    for (const variant of variants) {
      if (variant.orders && !postgres) continue;
      const database = await (variant.orders && postgres?.database());
      const served = await Served.start(variant, builds, database);
      seen.set(served, { 1: [], 20: [], 100: [] });
      // Nobody is measured while it is cold.
      await measure(served, 20, warm);
    }
    const named = (name: string) => [...seen.keys()].find(({ variant }) => variant.name === name);
    const counted = named("counted");
    if (!counted) throw new Error("The product page is not served");
    const fewHeap = await heapAfter(counted, goalAmounts.few);
    tell(`${seen.size} servers are warm`);

    const others = await watchOthers([...seen.keys()]);
    let round = 0;
    const isOneMore = () =>
      round < rounds ||
      (worst(seen).apart > AGREE && round < 2 * rounds && performance.now() < LAST_ROUND_MS);
    while (isOneMore()) {
      await oneRound(seen, round, amounts);
      round += 1;
      const { apart, of } = worst(seen);
      tell(`round ${round}: two halves lie ${(100 * apart).toFixed(1)} % apart at most: ${of}`);
    }
    const rows: Row[] = [];
    for (const [served, figures] of seen) rows.push(await rowOf(seen, served, figures));

    const goals: Goal[] = [];
    for await (const goal of goalsOf(named, rows, fewHeap, goalAmounts)) {
      goals.push(goal);
      tell(`${goal.goal}: ${goal.figure.toFixed(3)}`);
    }
    return {
      others: await others(),
      rounds: round,
      disagreement: worst(seen).apart,
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

async function rowOf(seen: Seen, served: Served, figures: Record<number, Figures[]>): Promise<Row> {
  return {
    name: served.variant.name,
    at: byLevel((level) => middle(figures[level] ?? [])),
    ratio: byLevel((level) => median(ratiosOf(seen, served, level))),
    heapMB: (await served.inspector.heap()).heap / 1024 ** 2,
    views: served.views,
  };
}
