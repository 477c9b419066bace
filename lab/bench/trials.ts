import { pace, percentile } from "../fire/pacer.ts";
import { slow } from "../fire/sink-faults.ts";
import { noBlocks, oneBlock, ratiosOf } from "./blocks.ts";
import { time } from "./load.ts";
import { disagreement, measure, median } from "./rounds.ts";
import { POSTHOG_MS, type Served } from "./served.ts";

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

/**
 * What counting adds to a page's CPU time, and how far two halves of the blocks lie apart, both as a part:
 * both pages are asked for at the same time, in so many blocks.
 */
export async function doorsShare(
  counted: Served,
  notCounted: Served,
  level: number,
  turns: number,
  seconds: number,
): Promise<{ share: number; apart: number }> {
  const blocks = noBlocks([counted, notCounted]);
  for (let turn = 0; turn < turns; turn += 1) await oneBlock(blocks, seconds, () => level);
  const ratios = ratiosOf(blocks, counted);
  return { share: median(ratios) - 1, apart: disagreement(ratios) };
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
  const ask = (forSeconds: number) =>
    pace(perSecond, forSeconds, async (turn) => {
      for (const request of served.variant.view(turn)) await time(served.url, request);
    });
  // A hundred views that find the server cold would be all that a p99 shows.
  const warm = await ask(2);
  await served.used();
  const asked = await ask(seconds);
  const { held } = await served.used();
  served.views += warm.length + asked.length;
  served.sink.behave(slow(POSTHOG_MS));
  return percentile(held, 99) / roundTripMs;
}

/**
 * How far apart the CPU time of a view is between 1 and 200 at once, as a part of the smallest: each number
 * at once is a server's own, and all are asked at the same time. `another` starts one.
 */
export async function spreadOverLoad(
  another: () => Promise<Served>,
  turns: number,
  seconds: number,
): Promise<number> {
  const levels = new Map<Served, number>();
  try {
    for (const level of [1, 20, 100, 200]) levels.set(await another(), level);
    const levelOf = (served: Served) => levels.get(served) ?? 1;
    // Nobody is measured while it is cold.
    await oneBlock(noBlocks(levels.keys()), 5 * seconds);
    const blocks = noBlocks(levels.keys());
    for (let turn = 0; turn < turns; turn += 1) await oneBlock(blocks, seconds, levelOf);
    const cpu = [...blocks.values()].map(median);
    return Math.max(...cpu) / Math.min(...cpu) - 1;
  } finally {
    await Promise.all([...levels.keys()].map((served) => served.stop()));
  }
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
