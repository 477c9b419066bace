import type { Row } from "./bench-file.ts";
import { measure } from "./rounds.ts";
import type { Served } from "./served.ts";
import {
  doorsShare,
  heapAfter,
  heldRoundTrips,
  ordersPrice,
  spreadOverLoad,
  waitsForPostHog,
} from "./trials.ts";
import { REFERENCE } from "./variants.ts";

/** What the template promises of its price, and what was measured. */
export interface Goal {
  goal: string;
  figure: number;
  /** The most that it may be; or the least. */
  atMost?: number;
  atLeast?: number;
}

export const isMet = ({ figure, atMost = Infinity, atLeast = -Infinity }: Goal): boolean =>
  figure <= atMost && figure >= atLeast;

export interface Amounts {
  /** How often what is compared is measured by turns. */
  turns: number;
  /** How long functions are held is watched for so many seconds. */
  seconds: number;
  /** Views after which the heap is looked at. */
  few: number;
  many: number;
}

/**
 * Asks the servers, by name, after each goal, and the rows after what they know already. `another` starts
 * one more that counts views.
 */
export async function* goalsOf(
  named: (name: string) => Served | undefined,
  rows: readonly Row[],
  fewHeap: number,
  { turns, seconds, few, many }: Amounts,
  another: () => Promise<Served>,
): AsyncGenerator<Goal> {
  const [counted, notCounted, beacon] = ["counted", REFERENCE, "beacon"].map(named);
  if (!counted || !notCounted || !beacon) throw new Error("Nothing counts views");
  for (const level of [1, 100]) {
    const { share, apart } = await doorsShare(counted, notCounted, level, turns, seconds);
    const at = `at ${level} at once (two halves of the blocks: ${(100 * apart).toFixed(1)} % apart)`;
    yield {
      goal: `what counting adds to the page's CPU time, ${at}, as a part`,
      figure: share,
      atMost: 0.03,
    };
    yield {
      goal: `throughput counted / not counted, ${at}, by CPU time`,
      figure: 1 / (1 + share),
      atLeast: 0.97,
    };
  }
  yield {
    goal: "response p50 with PostHog 2 s away / next door",
    figure: await waitsForPostHog(counted, turns / 2),
    atMost: 1.03,
  };
  yield {
    goal: "requests to PostHog per 1,000 views, 40 at once",
    figure: (await measure(counted, 40, few / 2)).posthogRequestsPer1000,
    atMost: 50,
  };
  for (const [served, perSecond, what] of [
    [counted, 100, "views"],
    // One process renders fewer than a hundred pages a second on many machines: there they queue.
    [counted, 25, "views"],
    [beacon, 100, "views by a beacon"],
  ] as const) {
    yield {
      goal: `function held, p99 at ${perSecond} ${what} a second with PostHog 100 ms away, in round trips`,
      figure: await heldRoundTrips(served, perSecond, seconds),
      atMost: 2.2,
    };
  }
  yield {
    goal: "CPU a view from 1 to 200 at once, from the least to the most, as a part",
    figure: await spreadOverLoad(another, turns, seconds),
    atMost: 0.1,
  };
  const manyHeap = await heapAfter(counted, many);
  yield {
    goal: `heap after ${counted.views.toLocaleString("en")} views / after ${few.toLocaleString("en")}`,
    figure: manyHeap / fewHeap,
    atMost: 1.05,
  };
  const ratio = (name: string) => rows.find((row) => row.name === name)?.ratio ?? Number.NaN;
  yield {
    goal: "a static page with a beacon / the product page, CPU time",
    figure: ratio("beacon") / ratio("counted"),
    atMost: 0.4,
  };
  const [order, alone] = [named("order"), named("order-alone")];
  if (!order || !alone) return;
  yield {
    goal: "an order's response over its row alone, p50 ms, the one before it delivered",
    figure: await ordersPrice(order, alone, few / 20),
    atMost: 2,
  };
}
