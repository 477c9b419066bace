import { expect, test } from "vitest";
import type { Ask } from "../ask/asks.ts";
import type { Way } from "../ask/ways.ts";
import { type Count, newCount, type Site } from "../sites/site.ts";
import { allRules } from "./all.ts";
import { cases, type Given, once } from "./cases.ts";
import { judge } from "./judge.ts";
import type { Row } from "./row.ts";

const noSite: Site = {
  file: "app/page.tsx",
  line: 1,
  via: undefined,
  routes: new Set(["/"]),
  cells: new Map(),
  beside: 0,
  floating: new Map(),
  outlives: undefined,
  stoodStill: 0,
  waitUntil: 0,
};

function rulesOf(given: Given): string[] {
  const { place = "page", counts, inOneRender, unit = "request", count, isKept = false } = given;
  const site = { ...noSite, ...given.site };
  const all = (Object.entries(counts) as [Way, number][]).map(([way, n]): [Way, Count] => {
    const renders = Array.from({ length: inOneRender ? 1 : n }, (_, i) => `${way}${i}`);
    const times = inOneRender ? n : 1;
    const made = { scheduled: n, started: n, ended: n, units: new Set([unit]) };
    return [
      way,
      { ...newCount(), ...made, renders: new Map(renders.map((id) => [id, times])), ...count },
    ];
  });
  const row: Row = {
    site,
    address: "/",
    place,
    cacheComponents: true,
    n: (way) => counts[way] ?? 0,
    asked: (way) => (way in counts ? ({ way, isKept } as Ask) : undefined),
    counts: all.filter(([, { scheduled }]) => scheduled > 0),
    units: () => new Set([unit]),
  };
  return judge(site, [row], new Set()).map(({ rule }) => rule);
}

test("every rule is tried", () => {
  expect(Object.keys(cases).toSorted()).toEqual(allRules.map(({ id }) => id).toSorted());
});

for (const [rule, { fires, silent }] of Object.entries(cases)) {
  test(`${rule} fires where it must`, () => {
    for (const given of fires) expect(rulesOf(given), JSON.stringify(given)).toContain(rule);
  });
  test(`${rule} is silent where it must be`, () => {
    for (const given of silent) expect(rulesOf(given), JSON.stringify(given)).not.toContain(rule);
  });
}

test("a place that counts right has nothing said of it", () => {
  expect(rulesOf({ counts: once })).toEqual([]);
});

test("an allowed rule is not told", () => {
  const site = { ...noSite, waitUntil: 1 };
  expect(judge(site, [], new Set())).toHaveLength(1);
  expect(judge(site, [], new Set(["wait-until"]))).toEqual([]);
});
