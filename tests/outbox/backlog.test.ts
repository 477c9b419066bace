import { setTimeout as delay } from "node:timers/promises";
import { beforeEach, expect, test, vi } from "vitest";
import type { TaskContext } from "@/lib/after-response";
import { runWithDeadline } from "@/lib/after/run-with-deadline";
import { env } from "@/lib/env";
import { deliverAfterResponse, sweep } from "@/lib/outbox/deliver";
import { printLine } from "@/lib/process/print-line";
import { backlog, ENOUGH_MS, openTrial, stateOf, written, writtenEvent } from "./trial";

/** How the task of the fast path ended. */
const { ends } = vi.hoisted(() => ({ ends: [] as string[] }));
vi.mock("@/lib/after-response", () => ({
  async afterResponse(_name: string, run: (context: TaskContext) => Promise<void>) {
    const { state } = await runWithDeadline((signal) => run({ requestId: "r", signal }));
    ends.push(state);
  },
}));
vi.mock("@/lib/env", { spy: true });
vi.mock("@/lib/process/print-line");

const receiver = openTrial();
const SLOW_MS = 3_000;

beforeEach(async () => {
  // What an earlier test left.
  await sweep(ENOUGH_MS);
  for (const kept of [receiver.taken, receiver.requests, receiver.times]) kept.clear();
  vi.mocked(printLine).mockClear();
  ends.length = 0;
});

/** The lines of the outbox that say how an attempt ended. */
const linesOf = (end: string) =>
  vi.mocked(printLine).mock.calls.filter(([line]) => line.startsWith(`[outbox] ${end} `));

test("a task delivers what its request wrote and one batch at most, and cuts nothing off", async () => {
  const waiting = await backlog(60);
  const own = await written();
  receiver.answer = () => delay(SLOW_MS, 204);
  await deliverAfterResponse([own.id]);
  expect(ends).toEqual(["done"]);
  expect(await stateOf(own)).toMatchObject({ state: "delivered" });
  expect(linesOf("done")).toHaveLength(10);
  // Whatever waits or was cut off has been delivered when this has ended.
  receiver.answer = () => 204;
  await sweep(ENOUGH_MS);
  expect(linesOf("done")).toHaveLength(61);
  expect(linesOf("failed")).toEqual([]);
  expect([...receiver.requests.values()].filter((times) => times > 1)).toEqual([]);
  expect(waiting.filter(({ id }) => !receiver.taken.has(id))).toEqual([]);
});

test("a delivery run ends within its time, and cuts nothing off", async () => {
  await backlog(30);
  receiver.answer = () => delay(SLOW_MS, 204);
  const budgetMs = 7_000;
  const startedAt = performance.now();
  expect(await sweep(budgetMs)).toEqual({ done: 10, failed: 0, dead: 0 });
  expect(performance.now() - startedAt).toBeLessThan(budgetMs);
  expect(linesOf("failed")).toEqual([]);
});

test("a task without the time for an attempt takes nothing, and says so", async () => {
  const own = await written();
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  vi.mocked(env).mockReturnValue({ ...env(), afterTimeoutMs: 3_000 });
  await deliverAfterResponse([own.id]);
  vi.mocked(env).mockReset();
  expect(ends).toEqual(["done"]);
  expect(receiver.requests.size).toBe(0);
  expect(warn.mock.calls.flat().join()).toContain("r wait for the next delivery run");
});

test("ten messages that are refused do not keep a run from those behind them", async () => {
  await backlog(15);
  receiver.answer = () => (receiver.requests.size <= 10 ? 400 : 204);
  expect(await sweep(ENOUGH_MS)).toEqual({ done: 5, failed: 10, dead: 0 });
});

test("a receiver that never answers costs one batch its attempt, and holds nothing else up", async () => {
  const waiting = await backlog(30);
  const event = await writtenEvent();
  receiver.answer = () => "hang";
  const run = sweep(ENOUGH_MS);
  await expect.poll(async () => (await stateOf(event))?.state).toBe("delivered");
  expect(linesOf("failed")).toEqual([]);
  expect(await run).toEqual({ done: 1, failed: 10, dead: 0 });
  expect(receiver.requests.size).toBe(10);
  const states = await Promise.all(waiting.map(stateOf));
  expect(states.filter((state) => state?.reason)).toHaveLength(10);
});
