import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { UnreadableLogs } from "@/e2e/logs/log-source";
import { VercelLogs } from "@/e2e/logs/vercel-logs";
import { readRecords } from "@/e2e/logs/vercel-records";

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
])("an answer of %i says what to do, and whether trying again can help", async (status, says) => {
  const logs = new VercelLogs({ deployment: "a.example", cli: failing("x", status) });
  const error: unknown = await logs.linesOf(request).catch((thrown: unknown) => thrown);
  expect(String(error)).toMatch(says);
  expect(error instanceof UnreadableLogs).toBe(status < 429);
});

test("where the CLI itself says that trying again cannot help, it is believed", async () => {
  const refused = {
    status: "error",
    reason: "x",
    message: "No.",
    hint: "Link it.",
    retryable: false,
  };
  const cli = cliThat(`console.error(${JSON.stringify(JSON.stringify(refused))});process.exit(1)`);
  const error: unknown = await new VercelLogs({ deployment: "a.example", cli })
    .linesOf(request)
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UnreadableLogs);
  expect(String(error)).toContain("vercel logs failed: No. Link it.");
});

test("a look that fails is not remembered: the next one asks again", async () => {
  const flag = join(mkdtempSync(join(tmpdir(), "cli-")), "asked");
  const cli = cliThat(
    `const { existsSync, writeFileSync } = require("node:fs");
     if (!existsSync(${JSON.stringify(flag)})) {
       writeFileSync(${JSON.stringify(flag)}, "");
       console.error("socket hang up");
       process.exit(1);
     }
     console.log(${JSON.stringify([log(line("start"), at(1)), end()].join("\n"))})`,
  );
  const logs = new VercelLogs({ deployment: "a.example", cli });
  await expect(logs.linesOf(request)).rejects.toThrow("vercel logs failed: socket hang up");
  expect(await logs.linesOf(request)).toMatchObject([{ state: "start" }]);
});

test.each(["no-such-command", join(tmpdir(), "no such folder/vercel")])(
  "where %s is not there, it is named, with what to do",
  async (command) => {
    const logs = new VercelLogs({ deployment: "a.example", cli: [command, "--token", "s3cret"] });
    for (const look of [() => logs.linesOf(request), () => logs.prepare()]) {
      const error: unknown = await look().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(UnreadableLogs);
      expect(String(error)).toMatch(/cannot be started \(ENOENT\).*Install Node\.js.*VERCEL_CLI/);
      expect(String(error)).toContain(command);
      expect(String(error)).not.toContain("s3cret");
    }
  },
);

test("a CLI that ends without a word says how it ended, and not with which words it was called", async () => {
  const cli = [...cliThat("process.exit(3)"), "--token", "s3cret"];
  const error: unknown = await new VercelLogs({ deployment: "a.example", cli })
    .linesOf(request)
    .catch((thrown: unknown) => thrown);
  expect(String(error)).toMatch(/vercel logs failed: it ended with 3, and did not say why$/);
});

test("more output than can be held says so", async () => {
  const cli = cliThat(`process.stdout.write("x".repeat(65 * 1024 * 1024))`);
  const logs = new VercelLogs({ deployment: "a.example", cli });
  await expect(logs.linesOf(request)).rejects.toThrow(/printed more than 64 MB.*quieter/);
});

test.each([-10, 10])(
  "records are asked for by the deployment's clock where this machine's is %i minutes off",
  async (minutes) => {
    const skewMs = minutes * 60_000;
    const cli = cliThat(
      `const time = (name) => process.argv[process.argv.indexOf(name) + 1];
       const message = "[after] start task=" + Date.parse(time("--since")) +
         " request=${request} run=" + Date.parse(time("--until"));
       console.log(JSON.stringify({ type: "log", data: { timestamp: time("--since"), message } }));
       console.log(${JSON.stringify(end())})`,
    );
    const there = Date.now() + skewMs;
    const logs = new VercelLogs({ deployment: "a.example", cli, skewMs });
    const [asked] = await logs.linesOf(request);
    expect(Number(asked?.task)).toBeLessThanOrEqual(there - 59_000);
    expect(Number(asked?.task)).toBeGreaterThan(there - 90_000);
    expect(Number(asked?.run)).toBeGreaterThanOrEqual(there);
    expect(Number(asked?.run)).toBeLessThanOrEqual(Date.now() + skewMs);
  },
);

test("a CLI that does not end is ended", async () => {
  const cli = cliThat("setInterval(() => {}, 1000)");
  const logs = new VercelLogs({ deployment: "a.example", cli, runMs: 500 });
  await expect(logs.linesOf(request)).rejects.toThrow(/no answer within 0.5 s/);
});
