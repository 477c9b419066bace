import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { movedCells } from "./measure/compare.ts";
import { committedMap, committedRun, filesOf, MAP_JSON, MAP_MD } from "./measure/map-file.ts";
import { measureNextStart } from "./measure/run.ts";

test("the committed map of after() is what runs today", async () => {
  // Most of it is three builds: a busy machine needs longer than the usual minute and a half.
  test.setTimeout(300_000);
  const run = await measureNextStart(true, () => undefined);
  expect(movedCells(committedRun(run), run), "cells that moved (npm run map)").toEqual([]);
});

test("both files of the map say the same", async () => {
  const { json, markdown } = await filesOf(committedMap());
  expect(readFileSync(MAP_JSON, "utf8")).toBe(json);
  expect(readFileSync(MAP_MD, "utf8")).toBe(markdown);
});
