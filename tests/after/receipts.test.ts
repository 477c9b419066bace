import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  keepReceipt,
  MAX_AGE_MS,
  MAX_OPEN,
  MAX_RECEIPTS,
  type Receipt,
  readReceipt,
} from "@/lib/after/receipts";
import { sharedReceipts } from "@/lib/fleet/shared-receipts";

vi.mock("@/lib/fleet/shared-receipts");

beforeEach(() => vi.useFakeTimers({ now: 1_000 }));
afterEach(() => {
  vi.useRealTimers();
  vi.resetAllMocks();
});

const task = (requestId: string, name = "a") => ({ name, requestId, run: "1b9c04de" });

/** Has receipts shared through a cache whose every write takes so many ms; returns what was written. */
function shareThroughCache(writeMs: number): Receipt[] {
  const written: Receipt[] = [];
  vi.mocked(sharedReceipts).mockReturnValue({
    get: async () => undefined,
    async set(_requestId, receipt) {
      written.push(structuredClone(receipt as Receipt));
      await new Promise((resolve) => setTimeout(resolve, writeMs));
    },
  });
  return written;
}

/** Ten tasks of one request end at once; resolves when all went on. */
const endTen = (requestId: string): Promise<unknown> =>
  Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      keepReceipt({ task: task(requestId, `task-${index}`), state: "done", ms: 1 }),
    ),
  );

test("a receipt holds each task of its request with its states' times", async () => {
  const [first, second] = [task("r1", "first"), task("r1", "second")];
  await keepReceipt({ task: first, state: "scheduled" });
  await keepReceipt({ task: second, state: "scheduled" });
  vi.setSystemTime(2_000);
  await keepReceipt({ task: first, state: "start" });
  vi.setSystemTime(3_000);
  await keepReceipt({ task: first, state: "failed", ms: 1_000, error: "Error: no" });
  expect(await readReceipt("r1")).toEqual({
    requestId: "r1",
    tasks: [
      {
        task: "first",
        run: "1b9c04de",
        state: "failed",
        scheduledAt: 1_000,
        startedAt: 2_000,
        endedAt: 3_000,
        ms: 1_000,
        error: "Error: no",
      },
      { task: "second", run: "1b9c04de", state: "scheduled", scheduledAt: 1_000 },
    ],
  });
});

test("the same task scheduled twice by one request is two tasks", async () => {
  for (const again of [task("r2"), task("r2")]) await keepReceipt({ task: again, state: "done" });
  expect((await readReceipt("r2"))?.tasks).toHaveLength(2);
});

test("requests without an id of their own get none: they would share it", async () => {
  await keepReceipt({ task: task("unknown"), state: "done" });
  expect(await readReceipt("unknown")).toBeUndefined();
});

test("an unknown request has none", async () => {
  expect(await readReceipt("nobody")).toBeUndefined();
});

test("a receipt goes after ten minutes, also when nothing else happens", async () => {
  await keepReceipt({ task: task("old"), state: "done" });
  vi.advanceTimersByTime(MAX_AGE_MS - 1);
  expect(await readReceipt("old")).toBeDefined();
  vi.advanceTimersByTime(1);
  expect(await readReceipt("old")).toBeUndefined();
});

test("a thousand are kept whose tasks have ended, and the oldest goes first", async () => {
  for (let index = 0; index <= MAX_RECEIPTS; index += 1) {
    await keepReceipt({ task: task(`n${index}`), state: "done" });
  }
  expect(await readReceipt("n0")).toBeUndefined();
  expect(await readReceipt("n1")).toBeDefined();
  expect(await readReceipt(`n${MAX_RECEIPTS}`)).toBeDefined();
});

test("at 200 requests a second with tasks of ten seconds each receipt is whole at its end", async () => {
  const EVERY_MS = 5;
  const TASK_MS = 10_000;
  const running: ReturnType<typeof task>[] = [];
  let most = 0;
  for (let index = 0; index < 4_000; index += 1) {
    const started = task(`busy-${index}`);
    await keepReceipt({ task: started, state: "scheduled" });
    await keepReceipt({ task: started, state: "start" });
    running.push(started);
    most = Math.max(most, running.length);
    vi.advanceTimersByTime(EVERY_MS);
    if (running.length * EVERY_MS < TASK_MS) continue;
    const ended = running.shift() ?? started;
    await keepReceipt({ task: ended, state: "done", ms: TASK_MS });
    const [entry] = (await readReceipt(ended.requestId))?.tasks ?? [];
    expect((entry?.endedAt ?? 0) - (entry?.startedAt ?? 0), ended.requestId).toBe(TASK_MS);
  }
  expect(most).toBe(2_000);
});

test("an open receipt outlives ten minutes, and goes ten minutes after its last task has ended", async () => {
  const [first, second] = [task("long", "first"), task("long", "second")];
  for (const each of [first, second]) await keepReceipt({ task: each, state: "start" });
  await keepReceipt({ task: first, state: "done" });
  vi.advanceTimersByTime(2 * MAX_AGE_MS);
  await keepReceipt({ task: second, state: "done" });
  expect((await readReceipt("long"))?.tasks).toMatchObject([
    { endedAt: 1_000 },
    { startedAt: 1_000 },
  ]);
  vi.advanceTimersByTime(MAX_AGE_MS);
  expect(await readReceipt("long")).toBeUndefined();
});

test("a task that is scheduled after the others have ended opens its receipt again", async () => {
  await keepReceipt({ task: task("again", "first"), state: "done" });
  await keepReceipt({ task: task("again", "second"), state: "scheduled" });
  vi.advanceTimersByTime(MAX_AGE_MS);
  expect((await readReceipt("again"))?.tasks).toHaveLength(2);
});

test("open receipts are bounded, too: the oldest goes first", async () => {
  for (let index = 0; index <= MAX_OPEN; index += 1) {
    await keepReceipt({ task: task(`open-${index}`), state: "start" });
  }
  expect(await readReceipt("open-0")).toBeUndefined();
  expect(await readReceipt(`open-${MAX_OPEN}`)).toBeDefined();
});

test("ten tasks that end together share two writes, and the last one tells of all", async () => {
  const written = shareThroughCache(100);
  const ended = endTen("ten");
  await vi.advanceTimersByTimeAsync(200);
  await ended;
  expect(written).toHaveLength(2);
  expect(written[1]?.tasks).toHaveLength(10);
});

test("ten tasks that end together wait a second at most for a cache that hangs", async () => {
  // The second is one of node:timers/promises, which cannot be made to pass.
  vi.useRealTimers();
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  shareThroughCache(60_000);
  const began = performance.now();
  await endTen("hangs");
  expect(performance.now() - began).toBeLessThan(1_900);
  expect(warn).toHaveBeenCalledWith(
    "The receipt could not be shared with other instances:",
    new Error("It took more than 1000 ms"),
  );
});

test("a task is not told that its receipt is shared before a write that holds its end", async () => {
  const written = shareThroughCache(100);
  const ended = keepReceipt({ task: task("late", "first"), state: "done" });
  await vi.advanceTimersByTimeAsync(50);
  let isShared = false;
  const second = keepReceipt({ task: task("late", "second"), state: "done" }).then(() => {
    isShared = true;
  });
  await vi.advanceTimersByTimeAsync(50);
  await ended;
  expect(isShared).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  await second;
  expect(written.at(-1)?.tasks).toHaveLength(2);
});
