import { expect } from "@playwright/test";
import { taskStates } from "../lib/after/log-line";
import type { LogSource, SeenLine } from "./logs/log-source";

/** Which lines each request was seen to write, as "done task". */
export type Ledger = Map<string, string[]>;

const ends: readonly string[] = ["done", "failed", "timeout"];

export const isEnd = ({ state }: SeenLine): boolean => ends.includes(state);
export const textOf = ({ state, task }: SeenLine): string => `${state} ${task}`;
export const sorted = (texts: readonly string[]): string[] => texts.toSorted();

/** The lines of tasks that ran well, one task a name. */
export const linesOfTasks = (names: readonly string[]): string[] =>
  names.flatMap((name) => [`scheduled ${name}`, `start ${name}`, `done ${name}`]);

/** These lines are the expected ones, none missing and none twice, each task's in their order. */
export function check(who: string, lines: readonly SeenLine[], expected: readonly string[]): void {
  const seen = lines.map(({ at, state, task, ms }) => `  ${at} ${state} ${task} ${ms ?? ""}`);
  const message = `the lines of request ${who}:\n${seen.join("\n") || "  none"}`;
  expect(sorted(lines.map(textOf)), message).toEqual(sorted(expected));
  for (const own of Map.groupBy(lines, ({ request, task }) => `${request} ${task}`).values()) {
    const ranks = own.map(({ state }) => taskStates.indexOf(state));
    expect(ranks, message).toEqual(ranks.toSorted((a, b) => a - b));
  }
}

/**
 * Checks once more, after the source's grace time, that no request wrote more than it was seen to:
 * a deployment's log lines arrive late and in no order.
 */
export async function audit(logs: LogSource, ledger: Ledger): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, logs.graceMs));
  for (const [requestId, expected] of ledger) {
    check(requestId, await logs.linesOf(requestId), expected);
  }
}
