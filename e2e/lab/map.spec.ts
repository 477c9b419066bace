import { expect, test } from "@playwright/test";
import { movedCells } from "./measure/compare.ts";
import { committedRun } from "./measure/map-file.ts";
import { measureNextStart } from "./measure/run.ts";

test("the committed map of after() is what runs today", async () => {
  // Most of it is three builds: a busy machine needs longer than the usual minute and a half.
  test.setTimeout(300_000);
  const run = await measureNextStart(true, () => undefined);
  expect(movedCells(committedRun(run), run), "cells that moved (npm run map)").toEqual([]);
});
