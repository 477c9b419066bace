import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { benchFiles, committedBench } from "./bench-file.ts";

test("bench.md and the plots show what bench.json holds", async () => {
  for (const [path, text] of Object.entries(await benchFiles(committedBench()))) {
    expect(readFileSync(path, "utf8"), path).toBe(text);
  }
});
