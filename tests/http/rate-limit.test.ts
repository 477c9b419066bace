import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clientOf } from "@/lib/http/client-address";
import { env, parseEnv } from "@/lib/env";
import { perProcess } from "@/lib/process/per-process";
import { printLine } from "@/lib/process/print-line";
import { refusalOfTooMany } from "@/lib/http/rate-limit";

vi.mock("@/lib/env", { spy: true });
vi.mock("@/lib/process/per-process");
vi.mock("@/lib/process/print-line");
vi.mock("@/lib/http/client-address", { spy: true });

const LIMIT = 3;
const CEILING = 10 * LIMIT;
const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.useFakeTimers();
  vi.mocked(env).mockReturnValue(parseEnv({ TRACK_RATE_LIMIT: String(LIMIT) }));
  const created = new Map<string, unknown>();
  vi.mocked(perProcess).mockImplementation((name, create) => {
    if (!created.has(name)) created.set(name, create());
    return created.get(name);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.resetAllMocks();
});

const ask = (client: string) => refusalOfTooMany(new Headers({ "x-forwarded-for": client }));

/** How many of so many requests pass. */
async function passing(requests: number, client: (index: number) => string): Promise<number> {
  let passed = 0;
  for (let index = 0; index < requests; index += 1) {
    if (!(await ask(client(index)))) passed += 1;
  }
  return passed;
}

test("a client may ask so often in a minute, and then hears when to come back", async () => {
  expect(await passing(LIMIT, () => "192.0.2.1")).toBe(LIMIT);
  vi.advanceTimersByTime(MINUTE_MS - 1_500);
  const refusal = await ask("192.0.2.1");
  expect(refusal?.status).toBe(429);
  expect(refusal?.headers.get("retry-after")).toBe("2");
  expect(refusal?.headers.get("content-type")).toBe("application/problem+json");
  expect(await ask("192.0.2.2"), "another client").toBeUndefined();
  vi.advanceTimersByTime(1_500);
  expect(await passing(LIMIT + 1, () => "192.0.2.1")).toBe(LIMIT);
});

test("of many requests at once no more than the limit pass", async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask("192.0.2.1")));
  expect(answers.filter((answer) => answer === undefined)).toHaveLength(LIMIT);
});

test("all clients together have a ceiling, also with a forged address each", async () => {
  expect(await passing(1_000, (index) => `192.0.2.1, 198.51.${index >> 8}.${index & 255}`)).toBe(
    CEILING,
  );
  vi.advanceTimersByTime(MINUTE_MS);
  expect(await ask("192.0.2.1")).toBeUndefined();
});

test("a client that is refused uses up nothing of what there is for all", async () => {
  await passing(1_000, () => "192.0.2.1");
  expect(await passing(1_000, (index) => `198.51.${index >> 8}.${index & 255}`)).toBe(
    CEILING - LIMIT,
  );
});

test("forged addresses are remembered up to the ceiling only, and for a minute", async () => {
  const timers = vi.getTimerCount();
  await passing(1_000, (index) => `198.51.${index >> 8}.${index & 255}`);
  // Each client that is remembered has a timer that forgets it; the ceiling and the log have one, too.
  expect(vi.getTimerCount() - timers).toBe(CEILING + 2);
  // The log's second line comes a minute after the first.
  vi.advanceTimersByTime(2 * MINUTE_MS);
  expect(vi.getTimerCount()).toBe(timers);
});

test("an instance that was frozen for the rest of the minute counts anew when it is thawed", async () => {
  await passing(LIMIT + 1, () => "192.0.2.1");
  // The clock went on, and no timer has fired yet.
  vi.setSystemTime(Date.now() + MINUTE_MS);
  expect(await ask("192.0.2.1")).toBeUndefined();
});

test("a limit that cannot be checked lets the request pass, and the log says so", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  vi.mocked(clientOf).mockImplementation(() => {
    throw new Error("out of order");
  });
  expect(await ask("192.0.2.1")).toBeUndefined();
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    "The rate limit could not be checked:",
    new Error("out of order"),
  );
});

/** How many refusals each line of the log told of, so far. */
const logged = () =>
  vi.mocked(printLine).mock.calls.map(([line]) => {
    const [, refused] = /^\[rate-limit\] refused=(\d+) variable=TRACK_RATE_LIMIT$/.exec(line) ?? [];
    return Number(refused);
  });

test("the first refusal is logged at once, the next ones a minute later, and then none", async () => {
  await passing(LIMIT, () => "192.0.2.1");
  expect(logged()).toEqual([]);
  await ask("192.0.2.1");
  expect(logged()).toEqual([1]);
  await passing(20, () => "192.0.2.1");
  expect(logged()).toEqual([1]);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(logged()).toEqual([1, 20]);
  vi.advanceTimersByTime(10 * MINUTE_MS);
  expect(logged()).toEqual([1, 20]);
  await passing(LIMIT + 1, () => "192.0.2.1");
  expect(logged()).toEqual([1, 20, 1]);
});

test("while refusals go on there is one line a minute, and together they count each", async () => {
  let refused = 0;
  for (let second = 0; second < 600; second += 1) {
    refused += 5 - (await passing(5, () => "192.0.2.1"));
    vi.advanceTimersByTime(1_000);
  }
  expect(logged().length).toBeLessThanOrEqual(11);
  vi.advanceTimersByTime(MINUTE_MS);
  expect(logged().reduce((sum, count) => sum + count, 0)).toBe(refused);
});

test("the wait for the next line keeps no process running, and what ends says what is left", async () => {
  const timers = vi.spyOn(globalThis, "setTimeout");
  const once = vi.spyOn(process, "once");
  await passing(LIMIT, () => "192.0.2.1");
  timers.mockClear();
  await passing(3, () => "192.0.2.1");
  expect(timers.mock.results.map(({ value }) => (value as NodeJS.Timeout).hasRef())).toEqual([
    false,
  ]);
  const [, atExit] = once.mock.calls.find(([event]) => String(event) === "exit") ?? [];
  atExit?.();
  expect(logged()).toEqual([1, 2]);
});
