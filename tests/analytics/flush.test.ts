import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { flushAgain, shareFlush } from "@/lib/analytics/flush";

const ROUND_TRIP_MS = 100;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A queue whose flush takes what is in it when it begins, and lands 100 ms later. */
function makeQueue(fails: (batch: string[]) => boolean = () => false) {
  const queued: string[] = [];
  const batches: string[][] = [];
  let underWay = 0;
  const flush = shareFlush(async () => {
    underWay += 1;
    expect(underWay, "flushes at once").toBe(1);
    const batch = queued.splice(0);
    batches.push(batch);
    await new Promise((resolve) => setTimeout(resolve, ROUND_TRIP_MS));
    underWay -= 1;
    if (fails(batch)) throw new Error(`refused ${batch.join()}`);
  });
  const send = (event: string) => {
    queued.push(event);
    return flush();
  };
  return { send, batches };
}

test("a single caller's event goes out at once", async () => {
  const { send, batches } = makeQueue();
  const sent = send("a");
  expect(batches).toEqual([["a"]]);
  await vi.advanceTimersByTimeAsync(ROUND_TRIP_MS);
  await expect(sent).resolves.toBeUndefined();
});

test("callers who come while a flush is under way share the next one", async () => {
  const { send, batches } = makeQueue();
  const all = ["a", "b", "c", "d"].map(send);
  await vi.advanceTimersByTimeAsync(2 * ROUND_TRIP_MS);
  await Promise.all(all);
  expect(batches).toEqual([["a"], ["b", "c", "d"]]);
});

test("nobody is told of success before their own event has landed", async () => {
  const { send } = makeQueue();
  await Promise.all([
    send("a"),
    vi.advanceTimersByTimeAsync(ROUND_TRIP_MS - 1).then(async () => {
      let landed = false;
      const late = send("b").then(() => {
        landed = true;
      });
      await vi.advanceTimersByTimeAsync(ROUND_TRIP_MS);
      expect(landed).toBe(false);
      await vi.advanceTimersByTimeAsync(1);
      expect(landed).toBe(true);
      await late;
    }),
  ]);
});

test("at a steady rate each caller waits for two round trips at the most", async () => {
  const { send, batches } = makeQueue();
  const waits: number[] = [];
  for (let event = 0; event < 200; event += 1) {
    const asked = Date.now();
    void send(String(event)).then(() => waits.push(Date.now() - asked));
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(2 * ROUND_TRIP_MS);
  expect(waits).toHaveLength(200);
  expect(Math.max(...waits)).toBeLessThanOrEqual(2 * ROUND_TRIP_MS);
  expect(batches.flat()).toHaveLength(200);
  expect(batches.length).toBeLessThan(25);
});

test("a failing batch fails for each of its callers, and for nobody else", async () => {
  const { send } = makeQueue((batch) => batch.includes("bad"));
  const settled = Promise.allSettled(["a", "bad", "c"].map(send));
  await vi.advanceTimersByTimeAsync(ROUND_TRIP_MS);
  const later = send("d");
  await vi.advanceTimersByTimeAsync(3 * ROUND_TRIP_MS);
  expect((await settled).map(({ status }) => status)).toEqual([
    "fulfilled",
    "rejected",
    "rejected",
  ]);
  await expect(later).resolves.toBeUndefined();
});

const EVERY_MS = 5_000;

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
