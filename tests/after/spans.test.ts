import { trace } from "@opentelemetry/api";
import { expect, test, vi } from "vitest";
import { inSpanOf, traceTask } from "@/lib/after/spans";
import { keepSpans } from "./in-memory-spans";

const exporter = keepSpans();
const tracer = trace.getTracer("test");
const task = () => ({
  name: "a",
  requestId: "6f0c2d1e-9f6b-4c1c-8d0e-111122223333",
  run: "1b9c04de",
});

test("what makes spans in a task makes them children of the task's, which is linked to the request's", async () => {
  const own = task();
  const request = tracer.startActiveSpan("request", (span) => {
    void traceTask({ task: own, state: "scheduled" });
    span.end();
    // It is still the active one.
    void traceTask({ task: own, state: "start" });
    return span.spanContext();
  });
  await inSpanOf(own, async () => tracer.startSpan("child").end());
  await traceTask({ task: own, state: "done" });
  const spans = exporter.getFinishedSpans();
  const [parent] = spans.filter(({ name }) => name === "after a");
  const [child] = spans.filter(({ name }) => name === "child");
  expect(parent?.parentSpanContext).toBeUndefined();
  expect(parent?.links).toMatchObject([{ context: request }]);
  expect(child?.parentSpanContext).toEqual(parent?.spanContext());
});

test("a task that never started has its span, too", async () => {
  exporter.reset();
  const own = task();
  await traceTask({ task: own, state: "scheduled" });
  await traceTask({ task: own, state: "failed", ms: 0, error: "Error: no" });
  expect(exporter.getFinishedSpans()).toMatchObject([
    { name: "after a", attributes: { "after.state": "failed" }, status: { message: "Error: no" } },
  ]);
});

test("a span lasts as long as the task's line says, however late the process comes to its end", async () => {
  exporter.reset();
  vi.useFakeTimers({ toFake: ["Date"] });
  const own = task();
  await traceTask({ task: own, state: "start" });
  vi.advanceTimersByTime(5_000);
  await traceTask({ task: own, state: "done", ms: 1234 });
  vi.useRealTimers();
  const [span] = exporter.getFinishedSpans();
  expect(span?.duration).toEqual([1, 234_000_000]);
});

test("a flush that fails is said once, and fails nobody", async () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  vi.spyOn(exporter, "forceFlush").mockRejectedValue(new Error("refused"));
  for (const state of ["start", "done"] as const) await traceTask({ task: task(), state });
  await traceTask({ task: task(), state: "done" });
  expect(warn.mock.calls).toEqual([
    ['Spans or counts could not be sent, or not yet: "Error: refused"'],
  ]);
});
