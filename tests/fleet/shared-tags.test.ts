import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EVERYTHING } from "@/lib/fleet/prune";
import { followOtherServers, SharedTags } from "@/lib/fleet/shared-tags";

const askShared = vi.hoisted(() => vi.fn<(text: string, values: unknown[]) => Promise<object>>());
vi.mock("@/lib/fleet/shared-database", () => ({ askShared, isShared: () => true }));

const EVER = "-infinity";
const told: unknown[][] = [];
const askedSince: unknown[] = [];
let rows: { tag: string; expire: number | null; at: string }[] = [];
let looks = 0;

function answer(text: string, values: unknown[]) {
  if (text.startsWith("insert")) {
    told.push(values);
    return Promise.resolve({ rows: [] });
  }
  askedSince.push(values[0]);
  looks += 1;
  const nothing = [{ tag: null, expire: null, at: null }];
  const seen: object[] = rows.length > 0 ? rows : nothing;
  return Promise.resolve({ rows: seen.map((row) => ({ ...row, looked: `look ${looks}` })) });
}

const fakeCache = () => ({
  updateTags: vi.fn<(tags: string[], durations?: object) => Promise<void>>(),
});

beforeEach(() => {
  told.length = 0;
  askedSince.length = 0;
  rows = [];
  looks = 0;
  askShared.mockReset().mockImplementation(answer);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

test("what could not be told while the database was away is told when it is back, once", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const tags = new SharedTags(EVER);
  askShared.mockRejectedValue(new Error("away"));
  await tags.tell(["b", "a"], { expire: 60 });
  await tags.tell(["c"]);
  expect(told).toEqual([]);
  expect(warn).toHaveBeenCalledTimes(1);
  askShared.mockImplementation(answer);
  await tags.look();
  await tags.look();
  expect(told).toEqual([
    [["a", "b"], 60],
    [["c"], 0],
  ]);
  warn.mockRestore();
});

test("while the database is away no more than a thousand wait: then everything is made anew", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const tags = new SharedTags(EVER);
  askShared.mockRejectedValue(new Error("away"));
  for (let index = 0; index <= 1_000; index += 1) await tags.tell([`tag-${index}`]);
  await tags.tell(["one more"]);
  askShared.mockImplementation(answer);
  await tags.look();
  expect(told).toEqual([
    [[EVERYTHING], 0],
    [["one more"], 0],
  ]);
  warn.mockRestore();
});

test("what others told reaches the cache once, however often it is seen", async () => {
  const cache = fakeCache();
  rows = [
    { tag: "a", expire: 60, at: "2026-01-01 00:00:00+00" },
    { tag: "b", expire: null, at: "2026-01-01 00:00:01+00" },
  ];
  const tags = new SharedTags(EVER);
  await tags.follow(cache);
  await tags.look();
  rows = [{ tag: "a", expire: 0, at: "2026-01-01 00:00:02+00" }];
  await tags.look();
  expect(cache.updateTags.mock.calls).toEqual([
    [["a"], { expire: 60 }],
    [["b"], {}],
    [["a"], { expire: 0 }],
  ]);
});

test("a look asks for what is newer than the look before, also where nothing came of that", async () => {
  const tags = new SharedTags(EVER);
  await tags.follow(fakeCache());
  await tags.look();
  await tags.look();
  expect(askedSince).toEqual([EVER, "look 1", "look 2"]);
});

test("what was taken up is remembered until a look no longer sees it", async () => {
  const tags = new SharedTags(EVER);
  rows = Array.from({ length: 10_000 }, (_, index) => ({
    tag: `tag-${index}`,
    expire: 0,
    at: "2026-01-01 00:00:00+00",
  }));
  await tags.follow(fakeCache());
  expect(tags["applied"].size).toBe(10_000);
  rows = [];
  await tags.look();
  expect(tags["applied"].size).toBe(0);
});

test("a new process hears of what was revalidated since its build, and an hour for the clocks", async () => {
  vi.useFakeTimers();
  vi.stubEnv("BUILT_AT", "2026-11-28T12:00:00.000Z");
  followOtherServers();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(askedSince).toEqual([]);
  const shared = (globalThis as { [key: symbol]: SharedTags | undefined })[
    Symbol.for("after-response.shared tags")
  ];
  await shared?.follow(fakeCache());
  expect(askedSince).toEqual(["2026-11-28T11:00:00.000Z"]);
});
