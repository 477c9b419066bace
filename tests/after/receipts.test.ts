import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepReceipt, MAX_AGE_MS, MAX_RECEIPTS, readReceipt } from "@/lib/after/receipts";

beforeEach(() => vi.useFakeTimers({ now: 1_000 }));
afterEach(() => vi.useRealTimers());

const task = (requestId: string, name = "a") => ({ name, requestId, run: "1b9c04de" });

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

test("a thousand are kept, and the oldest goes first", async () => {
  for (let index = 0; index <= MAX_RECEIPTS; index += 1) {
    await keepReceipt({ task: task(`n${index}`), state: "scheduled" });
  }
  expect(await readReceipt("n0")).toBeUndefined();
  expect(await readReceipt("n1")).toBeDefined();
  expect(await readReceipt(`n${MAX_RECEIPTS}`)).toBeDefined();
});
