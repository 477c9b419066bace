import { expect } from "@playwright/test";
import { taskStates } from "../lib/after/log-line";
import type { Receipt, TaskReceipt } from "../lib/after/receipts";
import type { AnalyticsEvent } from "../lib/analytics/events";
import type { LogSource, SeenLine } from "./logs/log-source";
import { lookUntil } from "./logs/look-until";
import type { SinkEvent } from "./posthog-ingestion";

/**
 * A task that must have run: by the name of its event, by the event itself, which then must have
 * carried the same, or as one that sends no event.
 */
export type ExpectedTask = string | AnalyticsEvent | { noEvent: string };

/** The event of a task, with what it must have carried if the test says so. */
const eventOf = (task: ExpectedTask) =>
  typeof task === "string" ? { event: task } : "event" in task ? task : { event: task.noEvent };

export const nameOf = (task: ExpectedTask) => eventOf(task).event;
export const isEvent = (task: ExpectedTask) => typeof task === "string" || "event" in task;

const byName = (a: { event: string }, b: { event: string }) => a.event.localeCompare(b.event);

/** These are the tasks' events, none missing and none twice, and they carried what they must have. */
export function checkEvents(events: readonly SinkEvent[], tasks: readonly ExpectedTask[]): void {
  const expected = tasks.filter(isEvent).map(eventOf).toSorted(byName);
  expect(events.toSorted(byName), "what analytics received").toMatchObject(
    expected.map(({ event, ...properties }) => ({ event, properties })),
  );
  expect(new Set(events.map(({ uuid }) => uuid)).size).toBe(events.length);
}

/** What some requests together must have run, by the names of the tasks. */
export interface Expectation {
  test: string;
  ids: readonly string[];
  tasks: readonly string[];
}

/** What was counted on a host, and what is still to be counted. */
export class Ledger {
  /** Which lines each request was seen to write, as "done task". */
  readonly seen = new Map<string, string[]>();
  /** Counted together when all tests are over: where lines come late each would wait a minute. */
  readonly expected: Expectation[] = [];
  /** Events that the suite caused. */
  events = 0;
}

const ends: readonly string[] = ["done", "failed", "timeout"];

export const isEnd = ({ state }: SeenLine): boolean => ends.includes(state);
export const textOf = ({ state, task }: SeenLine): string => `${state} ${task}`;
const sorted = (texts: readonly string[]): string[] => texts.toSorted();

/** The lines of tasks that ran well, one task a name. */
export const linesOfTasks = (names: readonly string[]): string[] =>
  names.flatMap((name) => [`scheduled ${name}`, `start ${name}`, `done ${name}`]);

/** Two runs of one name in one request are two: neither can stand in for a line of the other. */
const runOf = ({ request, task, run }: SeenLine): string => `${request} ${task} ${run}`;

/** A task's states in their order; of those that end it there is one. */
const rankOf = (state: SeenLine["state"]): number =>
  ends.includes(state) ? ends.length : taskStates.indexOf(state);

/** These lines are the expected ones, none missing and none twice, each task's in their order. */
export function check(who: string, lines: readonly SeenLine[], expected: readonly string[]): void {
  const seen = lines.map(
    ({ at, state, task, run, ms }) => `  ${at} ${state} ${task} ${run} ${ms ?? ""}`,
  );
  const message = `the lines of request ${who}:\n${seen.join("\n") || "  none"}`;
  expect(sorted(lines.map(textOf)), message).toEqual(sorted(expected));
  for (const run of Map.groupBy(lines, runOf).values()) {
    const ranks = run.map(({ state }) => rankOf(state));
    expect(ranks, message).toEqual([...new Set([0, ...ranks])].toSorted((a, b) => a - b));
  }
}

const endOf = ({ state, task, run }: SeenLine | TaskReceipt): string => `${state} ${task} ${run}`;

/** The receipt says of the runs that these lines end that they ended so, and of no other run. */
export function checkReceipt(
  requestId: string,
  receipt: Receipt | undefined,
  lines: readonly SeenLine[],
): void {
  const expected = sorted(lines.filter(isEnd).map(endOf));
  expect(sorted(receipt?.tasks.map(endOf) ?? []), `the receipt of ${requestId}`).toEqual(expected);
}

/** The lines of these requests that have arrived so far. */
export async function linesOf(logs: LogSource, ids: readonly string[]): Promise<SeenLine[]> {
  return (await Promise.all(ids.map((id) => logs.linesOf(id)))).flat();
}

/**
 * Waits once, as long as lines may take, for those of all that is still to be counted, and counts.
 * Throws all that is wrong, or why the lines could not be read.
 */
export async function countExpected(logs: LogSource, { expected, seen }: Ledger): Promise<void> {
  const found = new Map<Expectation, SeenLine[]>();
  const isComplete = (each: Expectation) =>
    (found.get(each)?.length ?? -1) >= linesOfTasks(each.tasks).length;
  // Only what misses lines is looked at again: receipts are asked for one by one.
  const look = async () => {
    for (const each of expected) {
      if (!isComplete(each)) found.set(each, await linesOf(logs, each.ids));
    }
  };
  await lookUntil(logs.deadlineMs, look, () => expected.every(isComplete));
  const faults: string[] = [];
  for (const each of expected) {
    const { test, ids, tasks } = each;
    const lines = found.get(each) ?? [];
    try {
      check(ids.join(", "), lines, linesOfTasks(tasks));
    } catch (error) {
      faults.push(`${test}\n${String(error)}`);
    }
    for (const id of ids) {
      seen.set(id, lines.filter(({ request }) => request === id).map(textOf));
    }
  }
  if (faults.length > 0) throw new Error(faults.join("\n\n"));
}

/**
 * Checks once more, after the source's grace time, that no request wrote more than it was seen to:
 * a deployment's log lines arrive late and in no order.
 */
export async function audit(logs: LogSource, { seen, expected }: Ledger): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, logs.graceMs));
  for (const [requestId, texts] of seen) {
    const lines = await lookUntil(logs.deadlineMs, () => logs.linesOf(requestId));
    const { test } = expected.find(({ ids }) => ids.includes(requestId)) ?? {};
    check(test ? `${requestId} of ${test}` : requestId, lines, texts);
  }
}
