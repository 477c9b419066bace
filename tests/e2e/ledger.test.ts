import { expect, test } from "vitest";
import { audit, checkReceipt, countExpected, Ledger } from "@/e2e/ledger";
import { type LogSource, type SeenLine, UnreadableLogs } from "@/e2e/logs/log-source";
import { ReceiptLines } from "@/e2e/logs/receipt-lines";
import { readRecords } from "@/e2e/logs/vercel-records";
import { formatAfterLine } from "@/lib/after/log-line";

const request = "6f0c2d1e-9f6b-4c1c-8d0e-111122223333";
const task = "product_viewed";
const timestamp = "2026-11-22T09:00:00.000Z";

/** A request that ran its task once or twice within a millisecond, as a deployment's logs tell it. */
const logged = (...runs: string[]) => {
  const records = runs.flatMap((run) =>
    (["scheduled", "start", "done"] as const).map((state) => {
      const ms = state === "done" ? { ms: 1 } : {};
      const message = formatAfterLine({ state, task, request, run, ...ms });
      return JSON.stringify({ type: "log", data: { timestamp, message } });
    }),
  );
  const end = JSON.stringify({ type: "summary", pagination: { hasMore: false } });
  return source(async () => readRecords([...records, ...records, end].join("\n")));
};

/** The same, as its receipt tells it. */
const receiptOf = (...runs: string[]) => {
  const at = Date.parse(timestamp);
  const times = { scheduledAt: at, startedAt: at, endedAt: at, ms: 1 };
  const tasks = runs.map((run) => ({ task, run, state: "done" as const, ...times }));
  return { requestId: request, tasks };
};
const received = (...runs: string[]) => new ReceiptLines(async () => receiptOf(...runs));

const source = (linesOf: LogSource["linesOf"], deadlineMs = 3_000): LogSource => ({
  deadlineMs,
  graceMs: 0,
  linesOf,
});

function expecting(...tasks: string[]): Ledger {
  const ledger = new Ledger();
  ledger.expected.push({ test: "a page is one view", ids: [request], tasks });
  return ledger;
}

for (const [oracle, logs] of Object.entries({ "the logs": logged, "the receipts": received })) {
  test(`a task that ran once is right, by ${oracle}`, async () => {
    const ledger = expecting(task);
    await countExpected(logs("1b9c04de"), ledger);
    await audit(logs("1b9c04de"), ledger);
  });

  test(`a page that counts its view twice within a millisecond is red, by ${oracle}`, async () => {
    const twice = logs("1b9c04de", "77aa01c2");
    await expect(countExpected(twice, expecting(task))).rejects.toThrow(
      /a page is one view\n.*the lines of request/,
    );
    await countExpected(twice, expecting(task, task));
  });

  test(`a second run that arrives later is red, too, with the test's name, by ${oracle}`, async () => {
    const ledger = expecting(task);
    await countExpected(logs("1b9c04de"), ledger);
    await expect(audit(logs("1b9c04de", "77aa01c2"), ledger)).rejects.toThrow(
      /the lines of request .* of a page is one view/,
    );
  });
}

test("two runs of which each lacks what the other has are red", async () => {
  const line = (state: SeenLine["state"], run: string) => ({ state, task, request, run });
  const lines = [line("scheduled", "1"), line("start", "1"), line("done", "2")];
  await expect(
    countExpected(
      source(async () => lines),
      expecting(task),
    ),
  ).rejects.toThrow(request);
});

test("a receipt is held against the lines run by run", () => {
  const done = { task, run: "1", state: "done" as const };
  const lines: SeenLine[] = [{ ...done, request, ms: 1 }];
  checkReceipt(request, { requestId: request, tasks: [done] }, lines);
  checkReceipt(request, undefined, []);
  const other = { ...done, run: "2" };
  for (const tasks of [[], [other], [done, other], [{ ...done, state: "failed" as const }]]) {
    const receipt = { requestId: request, tasks };
    expect(() => checkReceipt(request, receipt, lines), JSON.stringify(tasks)).toThrow(
      /the receipt of/,
    );
  }
  expect(() => checkReceipt(request, undefined, lines)).toThrow(/the receipt of/);
});

test("a look that fails or hangs once does not fail the count", async () => {
  const lines = await logged("1b9c04de").linesOf(request);
  const answers: (() => Promise<SeenLine[]>)[] = [
    () => Promise.reject(new Error("socket hang up")),
    async () => lines.slice(0, 1),
    () => Promise.reject(new Error("no answer within 60 s")),
  ];
  const logs = source(() => answers.shift()?.() ?? Promise.resolve(lines));
  const ledger = expecting(task);
  await countExpected(logs, ledger);
  answers.push(() => Promise.reject(new Error("socket hang up")));
  await audit(logs, ledger);
});

test("a receipt that is slow once is asked for again", async () => {
  let asked = 0;
  const logs = new ReceiptLines((_requestId, signal) => {
    asked += 1;
    if (asked > 1) return Promise.resolve(receiptOf("1b9c04de"));
    return new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });
  }, 200);
  await countExpected(logs, expecting(task));
  expect(asked).toBe(2);
});

test("a look that fails to the end fails the count, with the last error", async () => {
  let looks = 0;
  const logs = source(async () => Promise.reject(new Error(`broken ${(looks += 1)}`)), 700);
  await expect(countExpected(logs, expecting(task))).rejects.toThrow(/^broken [2-9]$/);
});

test("a look that never ends fails the count in time", async () => {
  const logs = source(() => new Promise<never>(() => undefined), 300);
  await expect(countExpected(logs, expecting(task))).rejects.toThrow(
    /could not be read within 0.3 s/,
  );
});

test("where logs can never be read, that is said at once", async () => {
  let looks = 0;
  const logs = source(async () => {
    looks += 1;
    throw new UnreadableLogs("VERCEL_TOKEN was refused (401)");
  }, 60_000);
  await expect(countExpected(logs, expecting(task))).rejects.toThrow(
    "VERCEL_TOKEN was refused (401)",
  );
  expect(looks).toBe(1);
});
