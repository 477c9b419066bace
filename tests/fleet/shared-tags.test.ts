import { beforeEach, expect, test, vi } from "vitest";
import { SharedTags } from "@/lib/fleet/shared-tags";

const askShared = vi.hoisted(() => vi.fn<(text: string, values: unknown[]) => Promise<object>>());
vi.mock("@/lib/fleet/shared-database", () => ({ askShared, isShared: () => true }));

const told: unknown[][] = [];
let rows: { tag: string; expire: number | null; at: string }[] = [];

function answer(text: string, values: unknown[]) {
  if (text.startsWith("insert")) told.push(values);
  return Promise.resolve({ rows: text.startsWith("insert") ? [] : rows });
}

beforeEach(() => {
  told.length = 0;
  rows = [];
  askShared.mockReset().mockImplementation(answer);
});

test("what could not be told while the database was away is told when it is back, once", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const tags = new SharedTags();
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

test("what others told reaches the cache once, however often it is seen", async () => {
  const updateTags = vi.fn<(tags: string[], durations?: object) => Promise<void>>();
  rows = [
    { tag: "a", expire: 60, at: "2026-01-01 00:00:00+00" },
    { tag: "b", expire: null, at: "2026-01-01 00:00:01+00" },
  ];
  const tags = new SharedTags();
  await tags.follow({ updateTags });
  await tags.look();
  rows = [{ tag: "a", expire: 0, at: "2026-01-01 00:00:02+00" }];
  await tags.look();
  expect(updateTags.mock.calls).toEqual([
    [["a"], { expire: 60 }],
    [["b"], {}],
    [["a"], { expire: 0 }],
  ]);
});
