import { context, trace } from "@opentelemetry/api";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { OtlpReceiver } from "../../e2e/otlp/receiver";
import { flushTelemetry, inSpanOf, traceTask } from "@/lib/after/spans";
import { startTelemetry } from "@/lib/process/telemetry";

vi.mock("@/lib/process/hold-close");

const receiver = new OtlpReceiver();
const tracer = trace.getTracer("test");

beforeAll(async () => {
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", await receiver.start());
  startTelemetry();
});
afterAll(async () => {
  await receiver.stop();
  expect(receiver.refused).toEqual([]);
});

const arrived = (name: string) => receiver.spans.filter((span) => span.name === name);

test("a task's end waits until its span is out, with a link to the outermost span of its request", async () => {
  const task = { name: "a", requestId: crypto.randomUUID(), run: "1b9c04de" };
  const request = tracer.startSpan("request");
  const inner = tracer.startSpan("inner", {}, trace.setSpan(context.active(), request));
  context.with(trace.setSpan(context.active(), inner), () => {
    void traceTask({ task, state: "scheduled" });
    void traceTask({ task, state: "start" });
    inSpanOf(task, () => tracer.startSpan("child").end());
  });
  await traceTask({ task, state: "done" });
  const { traceId, spanId } = request.spanContext();
  expect(arrived("after a")).toMatchObject([{ links: [{ traceId, spanId }] }]);
  expect(arrived("child")).toMatchObject([{ parentSpanId: arrived("after a")[0]?.spanId }]);
});

test("a flush waits for a batch that its size has sent on the way already", async () => {
  const sent = 512;
  const release = receiver.hold();
  for (let made = 0; made < sent; made += 1) tracer.startSpan("many").end();
  await expect.poll(() => receiver.requests).toBeGreaterThan(1);
  expect(arrived("many")).toEqual([]);
  const flushed = flushTelemetry();
  // Had it nothing to wait for it would be done by then.
  const next = new Promise((resolve) => setImmediate(resolve, "still waiting"));
  expect(await Promise.race([flushed, next])).toBe("still waiting");
  release();
  await flushed;
  expect(arrived("many")).toHaveLength(sent);
});
