import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { movedCells } from "./measure/compare.ts";
import { committedMap, committedRun, filesOf } from "./measure/map-file.ts";
import { measure } from "./measure/run.ts";
import { otherVersions } from "./versions/differences.ts";
import { versionFiles } from "./versions/versions-file.ts";

test("the committed map of after() is what runs today", async () => {
  // Most of it is three builds: a busy machine needs longer than the usual minute and a half.
  test.setTimeout(300_000);
  const run = await measure({ host: "next start", partialPrefetching: true }, () => undefined);
  expect(movedCells(committedRun(run), run), "cells that moved (npm run map -w lab)").toEqual([]);
});

test("map.md, its picture, the README and the page /after show what map.json holds", async () => {
  const files = { ...(await filesOf(committedMap())), ...(await versionFiles(otherVersions())) };
  for (const [path, text] of Object.entries(files)) {
    expect(readFileSync(path, "utf8"), path).toBe(text);
  }
});
