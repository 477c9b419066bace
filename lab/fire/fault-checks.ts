import type { Account } from "./account.ts";
import type { Fault } from "./faults.ts";
import { percentile } from "./pacer.ts";
import type { HostKind } from "./open.ts";
import type { Task } from "./task-log.ts";

/** A fault may make responses slower by a quarter; and by so many ms, as noise alone makes it. */
const SLOWER = 1.25;
const NOISE_MS = 10;
const MEASUREMENTS = 3;
/** How late a timer may be. */
const LATE_MS = 500;

/**
 * Measures response times with and without the fault. A machine that has more to do stalls one
 * host and not the other: only what is slower each time it is measured is slower by the fault.
 */
export async function compare(measure: () => Promise<[number[], number[]]>) {
  for (let time = 1; ; time += 1) {
    const [ms, msWithout] = await measure();
    const [p95, without] = [percentile(ms, 95), percentile(msWithout, 95)];
    if (p95 <= without * SLOWER + NOISE_MS) return { ms, msWithout, complaints: [] };
    const slower = `responses have a p95 of ${p95.toFixed(1)} ms, and ${without.toFixed(1)} without it`;
    if (time === MEASUREMENTS) return { ms, msWithout, complaints: [slower] };
  }
}

/** Whatever PostHog does, every request gets its answer. */
export function unanswered({ requests, responses }: Account): string[] {
  return responses < requests ? [`${requests - responses} requests were not answered well`] : [];
}

/** A task may be held up to the deadline, and as long as one takes on the host beside it. */
export function heldTooLong(account: Account, without: Account, afterTimeoutMs: number): string[] {
  const { longestMs } = account;
  if (longestMs <= afterTimeoutMs + LATE_MS + without.longestMs) return [];
  return [`a task was held ${longestMs} ms, and may be held ${afterTimeoutMs}`];
}

/** Which tasks were done, before PostHog was well again. */
export function toldOf({ done: must, tenth }: Fault, tasks: ReadonlyMap<string, Task>): string[] {
  const fails = tenth?.fails && tenth.task;
  const ours = [...tasks.values()].filter(({ task }) => task !== fails);
  const done = ours.filter(({ count }) => count.done > 0).length;
  const how = done === ours.length ? "all" : done === 0 ? "none" : "some";
  if (how === must) return [];
  return [`${done} of ${ours.length} tasks were done, and ${must} must be`];
}

/** Whose events are at the sink in the end, and must be. */
export function undelivered({ delivered }: Fault, account: Account, kind: HostKind): string[] {
  const { events, lost, done } = account;
  if (delivered === "none" && events > 0) return [`${events} events arrived, and none could`];
  if (delivered === "of done tasks" && events !== done) {
    return [`${events} events arrived of ${done} tasks that were done`];
  }
  // What a frozen instance keeps is lost if no request comes: a row's note says how much it was.
  if (delivered === "all" && lost > 0 && kind === "next start") {
    return [`${lost} events could be delivered and were not`];
  }
  return [];
}
