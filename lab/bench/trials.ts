import { pace, percentile } from "../fire/pacer.ts";
import { slow } from "../fire/sink-faults.ts";
import { time } from "./load.ts";
import { measure, median } from "./rounds.ts";
import { POSTHOG_MS, type Served } from "./served.ts";
import { REFERENCE, variantOf } from "./variants.ts";

const notCounted = variantOf(REFERENCE).view;

/** Measures two things by turns, in both orders. Returns how many times the first the second is, each turn. */
async function byTurns(
  turns: number,
  first: () => Promise<number>,
  second: () => Promise<number>,
): Promise<number[]> {
  const ratios: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const before = turn % 2 === 0 ? await first() : undefined;
    const after = await second();
    ratios.push(after / (before ?? (await first())));
  }
  return ratios;
}

/** What counting adds to a page's CPU time: both pages are served by one process, by turns. */
export async function doorsShare(served: Served, level: number, turns: number): Promise<number> {
  const cpu =
    (view = served.variant.view) =>
    async () =>
      (await measure(served, level, 100, view)).cpuMsPerView;
  return median(await byTurns(turns, cpu(notCounted), cpu())) - 1;
}

/** What responses take with PostHog 2 s away, as a multiple of what they take with it next door. */
export async function waitsForPostHog(served: Served, turns: number): Promise<number> {
  const p50 = (ms: number) => async () => {
    served.sink.behave(slow(ms));
    return (await measure(served, 1, 80)).responseP50;
  };
  const ratios = await byTurns(turns, p50(0), p50(2_000));
  served.sink.behave(slow(POSTHOG_MS));
  return median(ratios);
}

/** The p99 of how long functions are held at so many views a second, in round trips to PostHog. */
export async function heldRoundTrips(
  served: Served,
  perSecond: number,
  seconds: number,
): Promise<number> {
  const roundTripMs = 100;
  served.sink.behave(slow(roundTripMs));
  await served.used();
  await pace(perSecond, seconds, async (turn) => {
    for (const asked of served.variant.view(turn)) await time(served.url, asked);
  });
  const { held } = await served.used();
  served.views += held.length;
  served.sink.behave(slow(POSTHOG_MS));
  return percentile(held, 99) / roundTripMs;
}

/** How far apart the CPU time of a view is between 1 and 200 at once, as a part of the smallest. */
export async function spreadOverLoad(served: Served, turns: number): Promise<number> {
  const levels = new Map([1, 20, 100, 200].map((level) => [level, [] as number[]]));
  for (let turn = 0; turn < turns; turn += 1) {
    for (const [level, seen] of levels) {
      seen.push((await measure(served, level, 200)).cpuMsPerView);
    }
  }
  const cpu = [...levels.values()].map(median);
  return Math.max(...cpu) / Math.min(...cpu) - 1;
}

/** What an order's response takes longer than its row alone, p50 in ms: each when nothing is under way. */
export async function ordersPrice(order: Served, alone: Served, orders: number): Promise<number> {
  const ms = new Map([order, alone].map((served) => [served, [] as number[]]));
  for (let turn = 0; turn < orders; turn += 1) {
    for (const [served, seen] of ms) {
      await served.used();
      for (const asked of served.variant.view(turn)) seen.push((await time(served.url, asked)).ms);
    }
  }
  return median(ms.get(order) ?? []) - median(ms.get(alone) ?? []);
}

/** Views until the server has had so many in all. Returns the heap's size then, in bytes. */
export async function heapAfter(served: Served, views: number): Promise<number> {
  if (served.views < views) await measure(served, 50, views - served.views);
  await served.used();
  return (await served.inspector.heap()).heap;
}
