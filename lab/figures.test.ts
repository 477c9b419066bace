import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { root } from "../e2e/builds.ts";
import { printStack } from "../lib/after/print-stack.ts";
import { type Bench, committedBench } from "./bench/bench-file.ts";
import { committedMap } from "./map/measure/map-file.ts";

const textOf = (file: string) => readFileSync(join(root, file), "utf8").replaceAll(/\s+/g, " ");
const readme = textOf("README.md");
const labReadme = textOf("lab/README.md");
const bench = committedBench();

/** The figures of a sentence, as one says them: what is in the groups of its one match. */
function figuresIn(text: string, sentence: RegExp): number[] {
  const matches = [...text.matchAll(new RegExp(sentence, "g"))];
  expect(matches, `the sentence ${sentence} has changed: change this test, too`).toHaveLength(1);
  return (matches[0] ?? []).slice(1).map(Number);
}

function rowOf(name: string): Bench["rows"][number] {
  const row = bench.rows.find((each) => each.name === name);
  if (!row) throw new Error(`bench.json has no row ${name}.`);
  return row;
}

function goalOf(start: string): number {
  const goal = bench.goals.find((each) => each.goal.startsWith(start));
  if (!goal) throw new Error(`bench.json has no goal that starts with ${start}.`);
  return goal.figure;
}

const percent = (part: number) => Math.round(part * 100);

test("what the README says of an order's price is what the bench measured", () => {
  const [ms] = figuresIn(readme, /a database; ([\d.]+) ms of the response/);
  expect(ms).toBe(Number(goalOf("an order's response over its row alone").toFixed(1)));
});

test("what the README says of a view's price is what the bench measured", () => {
  const [least, most, held, heldWithout] = figuresIn(
    readme,
    /([\d.]+) to ([\d.]+) % of a page's CPU time; a function held for (\d+) ms instead of (\d+)/,
  );
  const parts = [
    rowOf("counted").ratio - 1,
    goalOf("what counting adds to the page's CPU time, at 1 at once"),
    goalOf("what counting adds to the page's CPU time, at 100 at once"),
  ];
  expect([least, most]).toEqual([percent(Math.min(...parts)), percent(Math.max(...parts))]);
  const heldP50 = (name: string) => Math.round(rowOf(name).at["20"]?.heldP50 ?? Number.NaN);
  expect([held, heldWithout]).toEqual([heldP50("counted"), heldP50("not-counted")]);
});

test("both READMEs say how many places the map has, and map.md names them all", () => {
  const names = new Set(committedMap().runs.flatMap(({ patterns }) => Object.keys(patterns)));
  expect(figuresIn(readme, /all (\w+) places/)).toEqual([names.size]);
  expect(figuresIn(labReadme, /calls `after\(\)` in (\w+) places/)).toEqual([names.size]);
  const map = textOf("lab/map/map.md");
  expect([...names].filter((name) => !map.includes(`\`${name}\``))).toEqual([]);
});

test("what the README and SECURITY say of killed servers is what the fault tests counted", () => {
  const row = / SIGKILL \| next start \|(?: \d+ \|){2} (\d+) \|(?: \d+ \|){4} (\d+) by SIGKILL/;
  const [scheduled, lost] = figuresIn(labReadme, row);
  for (const file of ["README.md", "SECURITY.md"]) {
    expect(figuresIn(textOf(file), /(\d+) of (\d+) tasks/)).toEqual([lost, scheduled]);
  }
});

test("a failed task writes at most as many more lines as the README says", () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const thrown = new Error("x\n".repeat(1_000));
  printStack(thrown, { task: "mail_sent", requestId: crypto.randomUUID(), state: "failed" });
  const printed = String(write.mock.calls[0]?.[0]);
  write.mockRestore();
  const [most] = figuresIn(readme, /three lines a task, up to (\d+) more if it fails/);
  expect(printed.trimEnd().split("\n")).toHaveLength(most ?? 0);
});
