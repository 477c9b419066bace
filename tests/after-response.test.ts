import { getDeadline } from "@vercel/functions";
import { beforeEach, expect, test, vi } from "vitest";
import { afterResponse } from "@/lib/after-response";
import { keepReceipt } from "@/lib/after/receipts";
import { onTaskFailed } from "@/lib/on-task-failed";
import { printLine } from "@/lib/process/print-line";

const scheduled: (() => Promise<void>)[] = [];
const requestId = "6f0c2d1e-9f6b-4c1c-8d0e-111122223333";

vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "x-request-id": requestId }),
}));
vi.mock("next/server", () => ({
  connection: async () => undefined,
  after: (task: () => Promise<void>) => scheduled.push(task),
}));
vi.mock("@/lib/process/print-line");
vi.mock("@/lib/after/receipts");
vi.mock("@/lib/on-task-failed");
vi.mock("@vercel/functions");

beforeEach(() => {
  vi.clearAllMocks();
  scheduled.length = 0;
});

/** What the door prints of a task, once the response has been sent. */
async function linesOf(run: Parameters<typeof afterResponse>[1]): Promise<string[]> {
  await afterResponse("a", run);
  expect(scheduled).toHaveLength(1);
  await scheduled[0]?.();
  return vi
    .mocked(printLine)
    .mock.calls.map(([line]) => line.replace(/ run=[0-9a-f]{8}/, "").replace(/ ms=\d+/, ""));
}

const cyclic = new Error("round");
cyclic.cause = cyclic;

test.each([
  ['error="Error: no"', () => Promise.reject(new Error("no"))],
  [
    'error="Error: sync"',
    () => {
      throw new Error("sync");
    },
  ],
  [
    'error="TypeError: fetch failed (Error: refused)"',
    () => {
      throw new TypeError("fetch failed", { cause: new Error("refused") });
    },
  ],
  [
    'error="Error: round (Error: round)"',
    () => {
      throw cyclic;
    },
  ],
  [
    'error="something that cannot be described"',
    () => {
      throw Object.create(null);
    },
  ],
  [
    'error="something that cannot be described"',
    () => {
      throw Object.defineProperty(new Error(), "message", { get: () => JSON.parse("{") });
    },
  ],
  [
    "error=text",
    () => {
      throw "text";
    },
  ],
])("whatever a task throws, it ends as failed: %s", async (error, run) => {
  const request = `task=a request=${requestId}`;
  expect(await linesOf(run)).toEqual([
    `[after] scheduled ${request}`,
    `[after] start ${request}`,
    `[after] failed ${request} ${error}`,
  ]);
  const failure = { task: "a", requestId, state: "failed" };
  expect(onTaskFailed).toHaveBeenCalledExactlyOnceWith(expect.anything(), failure);
});

test("two runs of one name in one request are told apart, and each has its own on all lines", async () => {
  for (let run = 1; run <= 2; run += 1) await afterResponse("a", () => undefined);
  for (const task of scheduled) await task();
  const runs = vi
    .mocked(printLine)
    .mock.calls.map(([line]) => / run=([0-9a-f]{8})/.exec(line)?.[1]);
  expect([...Map.groupBy(runs, (run) => run).values()].map((lines) => lines.length)).toEqual([
    3, 3,
  ]);
});

test("a task ends as failed, too, where it is not the task that throws", async () => {
  vi.mocked(getDeadline).mockImplementationOnce(() => {
    throw new Error("no deadline here");
  });
  const lines = await linesOf(() => undefined);
  expect(lines.at(-1)).toContain('error="Error: no deadline here"');
});

test("a task has its end line although nobody keeps its receipt", async () => {
  vi.mocked(keepReceipt).mockRejectedValue(new Error("no room"));
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const states = (await linesOf(() => undefined)).map((line) => line.split(" ")[1]);
  expect(states).toEqual(["scheduled", "start", "done"]);
  expect(warn).toHaveBeenCalledTimes(3);
});

test("an error as long as a book is one short line", async () => {
  const lines = await linesOf(() => Promise.reject(new Error("x\n".repeat(10_000))));
  expect(lines.at(-1)?.length).toBeLessThan(1_000);
});

test("a task has its end line before what a listener of its signal throws is raised", async () => {
  vi.mocked(getDeadline).mockReturnValueOnce(new Date());
  const told = vi.mocked(printLine).mock.calls;
  const toldWhenRaised = new Promise<number>((resolve) => {
    // What Vitest itself does with an uncaught error is to fail the run.
    const others = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.once("uncaughtException", () => {
      resolve(told.length);
      for (const other of others) process.on("uncaughtException", other);
    });
  });
  const lines = await linesOf(({ signal }) => {
    signal.addEventListener("abort", () => {
      throw new Error("in a listener");
    });
    return new Promise(() => undefined);
  });
  expect(lines.map((line) => line.split(" ")[1])).toEqual(["scheduled", "start", "timeout"]);
  expect(await toldWhenRaised).toBe(lines.length);
  expect(onTaskFailed).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ name: "TimeoutError" }),
    { task: "a", requestId, state: "timeout" },
  );
});
