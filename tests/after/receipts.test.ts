import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MAX_AGE_MS, MAX_RECEIPTS, openReceipt, readReceipt } from "@/lib/after/receipts";

beforeEach(() => vi.useFakeTimers({ now: 1_000 }));
afterEach(() => vi.useRealTimers());

test("a receipt holds each task of its request with its states' times", async () => {
  const view = openReceipt("r1", "product_viewed");
  const bag = openReceipt("r1", "bag_updated");
  await view.enter("scheduled");
  await bag.enter("scheduled");
  vi.setSystemTime(2_000);
  await view.enter("start");
  vi.setSystemTime(3_000);
  await view.enter("failed", { ms: 1_000, error: "Error: no" });
  expect(await readReceipt("r1")).toEqual({
    requestId: "r1",
    tasks: [
      {
        task: "product_viewed",
        state: "failed",
        scheduledAt: 1_000,
        startedAt: 2_000,
        endedAt: 3_000,
        ms: 1_000,
        error: "Error: no",
      },
      { task: "bag_updated", state: "scheduled", scheduledAt: 1_000 },
    ],
  });
});

test("the same task scheduled twice by one request is two tasks", async () => {
  for (const state of ["scheduled", "done"] as const) await openReceipt("r2", "x").enter(state);
  expect((await readReceipt("r2"))?.tasks).toHaveLength(2);
});

test("requests without an id of their own get none: they would share it", async () => {
  await openReceipt("unknown", "x").enter("done");
  expect(await readReceipt("unknown")).toBeUndefined();
});

test("an unknown request has none", async () => {
  expect(await readReceipt("nobody")).toBeUndefined();
});

test("a receipt goes after ten minutes, also when nothing else happens", async () => {
  await openReceipt("old", "x").enter("done");
  vi.advanceTimersByTime(MAX_AGE_MS - 1);
  expect(await readReceipt("old")).toBeDefined();
  vi.advanceTimersByTime(1);
  expect(await readReceipt("old")).toBeUndefined();
});

test("a thousand are kept, and the oldest goes first", async () => {
  for (let index = 0; index <= MAX_RECEIPTS; index += 1) openReceipt(`n${index}`, "x");
  expect(await readReceipt("n0")).toBeUndefined();
  expect(await readReceipt("n1")).toBeDefined();
  expect(await readReceipt(`n${MAX_RECEIPTS}`)).toBeDefined();
});
