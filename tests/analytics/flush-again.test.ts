import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { flushAgain } from "@/lib/analytics/flush-again";

const EVERY_MS = 5_000;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const failing = () => vi.fn<() => Promise<void>>().mockRejectedValue(new Error("unreachable"));

test("a flush that failed is tried again by itself until one succeeds, and then no more", async () => {
  const tries = failing();
  const flush = flushAgain(tries, EVERY_MS);
  await expect(flush()).rejects.toThrow("unreachable");
  expect(tries).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2 * EVERY_MS);
  expect(tries).toHaveBeenCalledTimes(3);
  tries.mockResolvedValue();
  await vi.advanceTimersByTimeAsync(10 * EVERY_MS);
  expect(tries).toHaveBeenCalledTimes(4);
});

test("however many callers failed, one further try comes of it", async () => {
  const tries = failing();
  const flush = flushAgain(tries, EVERY_MS);
  await Promise.allSettled([flush(), flush(), flush()]);
  tries.mockClear();
  await vi.advanceTimersByTimeAsync(EVERY_MS);
  expect(tries).toHaveBeenCalledTimes(1);
});

test("a flush that succeeds is not repeated", async () => {
  const tries = vi.fn(async () => undefined);
  await flushAgain(tries, EVERY_MS)();
  expect(vi.getTimerCount()).toBe(0);
  expect(tries).toHaveBeenCalledTimes(1);
});

test("the wait for the next try keeps no process running", async () => {
  const timers = vi.spyOn(globalThis, "setTimeout");
  await Promise.allSettled([flushAgain(failing(), EVERY_MS)()]);
  expect(timers.mock.results.map(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([
    false,
  ]);
});
