import { type Ask, fireRoute, track, view } from "./ask.ts";
import type { Fire } from "./fire.ts";
import { flood } from "./flood.ts";
import { heapOf, INSPECTABLE } from "../inspector.ts";
import { type Row, rowOf } from "./row.ts";
import { slow } from "./sink-faults.ts";
import { onNextStart } from "./open.ts";
import type { Stage } from "./stage.ts";

const SINK_MS = 100;
const EVENTS_A_REQUEST = 10;
const HEAP_GROWTH = 1.1;
const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

/** Everything is done, and the events went out together. */
function allDone(stage: Stage, timesOut?: string): string[] {
  const complaints: string[] = [];
  const tasks = [...stage.log.read().values()].filter(({ task }) => task !== timesOut);
  const done = tasks.filter(({ count }) => count.done === 1).length;
  if (done < tasks.length) complaints.push(`${tasks.length - done} tasks were not done`);
  const { requests, events } = stage.sink;
  if (requests * EVENTS_A_REQUEST > events.length) {
    complaints.push(`${events.length} events took ${requests} HTTP requests`);
  }
  const answered = stage.answers.filter(({ status, id }) => status >= 200 && status < 300 && id);
  const not = stage.answers.length - answered.length;
  if (not > 0) complaints.push(`${not} requests were not answered well`);
  return complaints;
}

async function loadRow(
  { builds, short }: Fire,
  name: string,
  asks: readonly Ask[],
  { timesOut = "", heap = false } = {},
): Promise<Row> {
  const stage = await onNextStart({
    build: builds["next start"],
    afterTimeoutMs: 10_000,
    env: heap ? { NODE_OPTIONS: INSPECTABLE } : {},
  });
  try {
    stage.sink.behave(slow(SINK_MS));
    const [warm, all] = short ? [100, 400] : [2_000, 10_000];
    const ms = await flood(stage, asks, { amount: warm });
    const heapAfter = async () => {
      await stage.settle();
      return heap ? (await heapOf(stage.host)).heap : 0;
    };
    const before = await heapAfter();
    ms.push(...(await flood(stage, asks, { amount: all - warm })));
    const after = await heapAfter();
    const complaints = allDone(stage, timesOut);
    const notes = [`${stage.sink.events.length} events took ${stage.sink.requests} HTTP requests`];
    if (heap) {
      const change = `${megabytes(before)} MB after ${warm} and ${megabytes(after)} after ${all}`;
      notes.push(`the heap was ${change}`);
      if (after > before * HEAP_GROWTH) complaints.push(`the heap grew: ${change}`);
    }
    const account = await stage.account();
    return rowOf({ name, host: "next start", account, ms, notes, complaints });
  } finally {
    await stage.close();
  }
}

/** As many views as 50 connections can ask for. */
export const views = async (fire: Fire): Promise<Row[]> => [
  await loadRow(fire, "views", [0, 1, 2, 3].map(view), { heap: !fire.short }),
];

export const tracks = async (fire: Fire): Promise<Row[]> => [
  await loadRow(fire, "track posts", [track()]),
];

/** A task that is given up must not keep its request in memory. */
export const fifthTimesOut = async (fire: Fire): Promise<Row[]> => [
  await loadRow(
    fire,
    "views, a fifth times out",
    [...[0, 1, 2, 3].map(view), fireRoute("endless")],
    { heap: true, timesOut: "endless" },
  ),
];
