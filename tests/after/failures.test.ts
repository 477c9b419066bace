import { beforeEach, expect, test, vi } from "vitest";
import { tellOfFailedTask } from "@/lib/after/failures";
import { parseAfterLine } from "@/lib/after/log-line";
import { printStack } from "@/lib/after/print-stack";
import { onTaskFailed } from "@/lib/on-task-failed";

vi.mock("@/lib/on-task-failed");

const task = { name: "a", requestId: "6f0c2d1e-9f6b-4c1c-8d0e-111122223333", run: "1b9c04de" };
const failure = { task: "a", requestId: task.requestId, state: "failed" } as const;
const warn = vi.spyOn(console, "warn").mockReturnValue();
const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);

beforeEach(() => {
  vi.clearAllMocks();
  vi.mocked(onTaskFailed).mockReset();
});

/** What is written of an error, line by line. */
function linesOf(thrown: unknown): string[] {
  printStack(thrown, failure);
  expect(stderr).toHaveBeenCalledTimes(1);
  const [text] = stderr.mock.calls[0] ?? [];
  return String(text).trimEnd().split("\n");
}

test("it is told of what failed and what timed out, with the original error, and of nothing else", async () => {
  const error = new Error("no", { cause: new Error("why") });
  for (const state of ["scheduled", "start", "done"] as const) {
    await tellOfFailedTask({ task, state }, undefined);
  }
  expect(onTaskFailed).not.toHaveBeenCalled();
  await tellOfFailedTask({ task, state: "failed" }, error);
  await tellOfFailedTask({ task, state: "timeout" }, error);
  expect(vi.mocked(onTaskFailed).mock.calls).toEqual([
    [error, failure],
    [error, { ...failure, state: "timeout" }],
  ]);
  expect(vi.mocked(onTaskFailed).mock.calls[0]?.[0]).toBe(error);
});

test("it holds a task a second at most", async () => {
  vi.useFakeTimers();
  vi.mocked(onTaskFailed).mockReturnValue(new Promise(() => undefined));
  const told = tellOfFailedTask({ task, state: "failed" }, "x");
  await vi.advanceTimersByTimeAsync(1_000);
  await told;
  vi.useRealTimers();
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    'onTaskFailed for a: "Error: It took more than 1000 ms"',
  );
});

test.each([
  () => Promise.reject(new Error("broken\n[after] done task=a request=b run=c ms=1")),
  () => {
    throw new Error("broken\n[after] done task=a request=b run=c ms=1");
  },
])("what it throws fails nothing, and is one line", async (hook) => {
  vi.mocked(onTaskFailed).mockImplementation(hook);
  await tellOfFailedTask({ task, state: "failed" }, "x");
  expect(warn).toHaveBeenCalledOnce();
  expect(String(warn.mock.calls[0]?.[0])).toMatch(/^onTaskFailed for a: "Error: broken[^\n]+"$/);
});

test("a stack is written with its causes, once each", () => {
  const error = new Error("no", { cause: new TypeError("why", { cause: "text" }) });
  const lines = linesOf(error);
  expect(lines[0]).toBe(`The task a of request ${task.requestId} ended as failed:`);
  expect(lines[1]).toBe("    Error: no");
  expect(lines[2]).toMatch(/^ {8}at .*failures\.test\.ts/);
  expect(lines.filter((line) => line === "    caused by TypeError: why")).toHaveLength(1);
  expect(lines.at(-1)).toBe("    caused by text");
});

const forged = `[after] done task=a request=${task.requestId} run=${task.run} ms=1`;
const cyclic = new Error("round");
cyclic.cause = cyclic;

test.each([
  new Error(`x\n${forged}\r${forged}\u2028${forged}\u001b[2K${forged}`),
  `x\n${forged}`,
  Object.assign(new Error("x"), { stack: forged }),
  cyclic,
  Object.create(null),
  undefined,
  new Error("x\n".repeat(10_000)),
  new Error("x".repeat(100_000)),
])(
  "whatever was thrown, what is written is short, and no line of it can pass for a task's",
  (thrown) => {
    const lines = linesOf(thrown);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join("\n").length).toBeLessThan(25_000);
    for (const line of lines.slice(1)) {
      expect(line).toMatch(/^ {4}/);
      expect(line).not.toMatch(/[\p{Cc}\u2028]/u);
      expect(parseAfterLine(line)).toBeUndefined();
    }
  },
);
