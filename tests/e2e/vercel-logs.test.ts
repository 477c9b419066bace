import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readRecords, VercelLogs } from "@/e2e/logs/vercel-logs";

const request = "6f0c2d1e-9f6b-4c1c-8d0e-111122223333";
const log = (message: string, timestamp: string, more: object = {}) =>
  JSON.stringify({ type: "log", data: { timestamp, message, truncated: false, ...more } });
const end = (hasMore = false) =>
  JSON.stringify({ type: "summary", recordsReturned: 1, pagination: { hasMore, next: null } });
const at = (second: number) => `2026-11-22T09:00:0${second}.000Z`;
const line = (state: string, run = "1b9c04de") =>
  `[after] ${state} task=a request=${request} run=${run}`;

test("records are put in order, each is taken once, and other lines are left out", () => {
  const records = [
    log(`${line("done")} ms=4\n`, at(3)),
    log(line("start"), at(2)),
    "Fetching…",
    log(`${line("scheduled")}\n${line("start").replace("task=a", "task=b")}\n`, at(2)),
    log(line("start"), at(2)),
    log("GET /a 200", at(1)),
    end(),
  ];
  const states = readRecords(records.join("\n")).map(({ state, task }) => `${state} ${task}`);
  expect(states).toEqual(["scheduled a", "start a", "start b", "done a"]);
});

test("two runs in one millisecond are two, and none of their lines is dropped", () => {
  const both = ["1b9c04de", "77aa01c2"].flatMap((run) =>
    ["scheduled", "start", "done"].map((state) => log(line(state, run), at(2))),
  );
  expect(readRecords([...both, ...both, end()].join("\n"))).toHaveLength(6);
});

test("two records of other times are two, also with the same text", () => {
  expect(
    readRecords([log(line("start"), at(1)), log(line("start"), at(2)), end()].join("\n")),
  ).toHaveLength(2);
});

test("what cannot be counted is refused: a truncated record, more records, no summary", () => {
  const truncated = log(line("start"), at(1), { truncated: true });
  expect(() => readRecords([truncated, end()].join("\n"))).toThrow(/truncated/);
  expect(() => readRecords(end(true))).toThrow(/more than 10000/);
  expect(() => readRecords(log(line("start"), at(1)))).toThrow(/before its summary/);
});

function cliThat(script: string): string[] {
  const file = join(mkdtempSync(join(tmpdir(), "cli-")), "cli.cjs");
  writeFileSync(file, script);
  return [process.execPath, file];
}

const failing = (reason: string, httpStatus: number) =>
  cliThat(
    `console.error("Vercel CLI");console.error(${JSON.stringify(
      JSON.stringify({ status: "error", reason, message: "No.", data: { httpStatus } }),
    )});process.exit(1)`,
  );

test("every look asks for everything since the first", async () => {
  const cli = cliThat(
    `const since = process.argv[process.argv.indexOf("--since") + 1];
     const log = (message) => console.log(JSON.stringify({ type: "log", data: { timestamp: since, message } }));
     log("[after] start task=" + Date.parse(since) + " request=${request} run=1");
     console.log(${JSON.stringify(end())})`,
  );
  const logs = new VercelLogs({ deployment: "https://a.example/x", cli, freshMs: 0 });
  const [first] = await logs.linesOf(request);
  const [again] = await logs.linesOf(request);
  expect(first?.task).toMatch(/^\d+$/);
  expect(again).toEqual(first);
  expect(await logs.linesOf("another")).toEqual([]);
});

test.each([
  [401, /VERCEL_TOKEN was refused \(401\)/],
  [402, /plan does not let runtime logs be read.*E2E_ORACLE=receipts/],
  [403, /VERCEL_ORG_ID and VERCEL_PROJECT_ID/],
  [429, /limits how often.*\(429\)/],
  [500, /vercel logs failed: No\./],
])("an answer of %i says what to do", async (status, says) => {
  const logs = new VercelLogs({ deployment: "a.example", cli: failing("x", status) });
  await expect(logs.linesOf(request)).rejects.toThrow(says);
});

test("a CLI that does not end is ended", async () => {
  const cli = cliThat("setInterval(() => {}, 1000)");
  const logs = new VercelLogs({ deployment: "a.example", cli, runMs: 500 });
  await expect(logs.linesOf(request)).rejects.toThrow(/no answer within 0.5 s/);
});
