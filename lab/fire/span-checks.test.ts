import { expect, test } from "vitest";
import { formatAfterLine } from "@/lib/after/log-line";
import { compare } from "./span-checks.ts";
import { TaskLog } from "./task-log.ts";

const task = "slow";
const request = "a";
const trace = "4bf92f3577b34da6a3ce929d0e0e4736";

const linesOf = (run: string, ms: number) => [
  formatAfterLine({ state: "scheduled", task, request, run }),
  formatAfterLine({ state: "start", task, request, run }),
  formatAfterLine({ state: "done", task, request, run, ms }),
];
const spanOf = (spanId: string, ms: number) => ({
  traceId: spanId,
  spanId,
  parentSpanId: undefined,
  name: `after ${task}`,
  kind: 1,
  attributes: { "after.request_id": request, "after.state": "done" },
  links: [{ traceId: trace, spanId: "00f067aa0ba902b7" }],
  status: { code: 0, message: "" },
  ms,
});

const complaintsOf = (lines: string[], spans: ReturnType<typeof spanOf>[], done: number) =>
  compare(
    new TaskLog(lines),
    { spans, refused: [], counted: () => done },
    new Map([[request, trace]]),
  ).complaints;

const both = [...linesOf("1", 900), ...linesOf("2", 100)];

test("each of two runs has a span of its own, whichever came first", () => {
  expect(complaintsOf(linesOf("1", 900), [spanOf("1", 901)], 1)).toEqual([]);
  const spans = [spanOf("1", 901), spanOf("2", 101)];
  expect(complaintsOf(both, spans, 2)).toEqual([]);
  expect(complaintsOf(both, spans.toReversed(), 2)).toEqual([]);
});

test("a run without a span is complained of, though another run of its task has one", () => {
  expect(complaintsOf(both, [spanOf("2", 101)], 2)).toEqual(["1 tasks have no span"]);
});

test("a span beyond one a run is complained of", () => {
  const spans = [spanOf("1", 901), spanOf("2", 902)];
  expect(complaintsOf(linesOf("1", 900), spans, 1)).toEqual(["1 spans are wrong: twice"]);
});
