import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { root } from "../../e2e/builds.ts";
import { compareWithMap, linked } from "./measure-map.ts";
import { errorsOf } from "./report/findings.ts";

/** What the doctor must say of these patterns, and where their call is. */
const said: Record<string, { rules: string[]; file: string }> = {
  "static-body": { rules: ["build-only"], file: "app/static-body/page.tsx" },
  "cached-child/lamp": { rules: ["cached-scope"], file: "app/cached-child/[slug]/page.tsx" },
  "headers-suspense": {
    rules: ["twice-per-view", "link-seen"],
    file: "app/headers-suspense/page.tsx",
  },
  "params-suspense/lamp": {
    rules: ["twice-per-view"],
    file: "app/params-suspense/[slug]/page.tsx",
  },
  "connection-suspense": { rules: [], file: "app/connection-suspense/page.tsx" },
  "get-request": { rules: ["link-seen"], file: "app/get-request/route.ts" },
  "proxy-after": { rules: ["link-seen"], file: "proxy.ts" },
};

test("the doctor counts what the map has, cell by cell, and says what is wrong where it is", async () => {
  // Most of it is a build: a busy machine needs longer than the usual half minute.
  test.setTimeout(240_000);
  const patterns = linked.filter(({ name }) => name in said);
  expect(patterns).toHaveLength(Object.keys(said).length);
  const { cells, different, examined } = await compareWithMap(patterns, () => undefined);
  expect(different, "cells that are counted otherwise").toEqual([]);
  expect(cells).toBeGreaterThan(70);
  for (const { name, path } of patterns) {
    const at = examined.sites.filter(({ rows }) => rows.some(({ address }) => address === path));
    const places = at.map((judged) => ({
      rules: errorsOf(judged).map(({ rule }) => rule),
      file: judged.site.file,
    }));
    expect(places, name).toEqual([said[name]]);
    for (const { site } of at) {
      const lines = readFileSync(join(root, "lab/map", site.file), "utf8").split("\n");
      expect(lines[site.line - 1], `${site.file}:${site.line}`).toMatch(/\bafter\(/);
    }
  }
});
