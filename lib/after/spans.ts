import "server-only";
import {
  type Attributes,
  context,
  metrics,
  type Span,
  type SpanContext,
  SpanStatusCode,
  trace,
  ValueType,
} from "@opentelemetry/api";
import { shareFlush } from "../analytics/flush";
import { atMost } from "../process/at-most";
import { perProcess } from "../process/per-process";
import { quote } from "./log-line";
import { requestSpan } from "./request-span";
import { describeError } from "./run-with-deadline";
import type { Task, TaskChange } from "./task";

const SCOPE = "after-response";
const MAX_FLUSH_MS = 1_000;
const WARN_EVERY_MS = 60_000;
const countOptions = { unit: "{task}", valueType: ValueType.INT };

/** A span of its own trace with a link to the request's: that one ends with the response. */
export function beginSpan(
  name: string,
  request: SpanContext | undefined,
  attributes: Attributes,
  startTime = Date.now(),
): Span {
  const links = request ? [{ context: request }] : [];
  return trace.getTracer(SCOPE).startSpan(name, { root: true, links, attributes, startTime });
}

/** How a span's work ended: anything but "done" is an error. */
interface SpanEnd {
  state: string;
  error?: string | undefined;
  /** Milliseconds since the epoch; now, if it is left out. */
  at?: number;
}

/** Ends a span, and says under `key` what its work came to. */
export function endSpan(span: Span, key: string, { state, error = state, at }: SpanEnd): void {
  span.setAttribute(key, state);
  if (state !== "done") span.setStatus({ code: SpanStatusCode.ERROR, message: error });
  span.end(at);
}

interface Traced {
  request: SpanContext | undefined;
  span?: Span;
  /** Milliseconds since the epoch. */
  startedAt?: number;
}

const tasks = new WeakMap<Task, Traced>();

/** Makes each task one span, and at its end has it sent. Does next to nothing where there is no SDK. */
export async function traceTask({ task, state, ms = 0, error }: TaskChange): Promise<void> {
  // Its request's span is surely the active one only while the request is being handled.
  const { request, span, startedAt = Date.now() } = tasks.get(task) ?? { request: requestSpan() };
  if (state === "scheduled") {
    tasks.set(task, { request });
    return;
  }
  const attributes = { "after.task": task.name, "after.request_id": task.requestId };
  const own = span ?? beginSpan(`after ${task.name}`, request, attributes, startedAt);
  if (state === "start") {
    tasks.set(task, { request, span: own, startedAt });
    return;
  }
  // As long as its log line says: a busy process may come to this a good while later.
  endSpan(own, "after.state", { state, error, at: startedAt + ms });
  const counted = { "after.task": task.name, "after.state": state };
  metrics.getMeter(SCOPE).createCounter("after.tasks", countOptions).add(1, counted);
  await flushTelemetry();
}

/** Runs a task with its span as the active one: what else makes spans in it makes them its children. */
export function inSpanOf<T>(task: Task, run: () => T): T {
  const span = tasks.get(task)?.span;
  return span ? context.with(trace.setSpan(context.active(), span), run) : run();
}

interface Provider {
  getDelegate?: () => Provider;
  forceFlush?: () => Promise<void>;
}

const providers = (): Provider[] =>
  [trace.getTracerProvider() as Provider, metrics.getMeterProvider() as Provider].map(
    (provider) => provider.getDelegate?.() ?? provider,
  );

const flush = () =>
  perProcess("telemetry flush", () =>
    shareFlush(async () => {
      await Promise.all(providers().map(async (provider) => provider.forceFlush?.()));
    }),
  );

/**
 * Sends what has ended: the host may freeze or end this process once a task has returned. Takes a
 * second at most, whatever the collector does, and never rejects.
 */
export async function flushTelemetry(): Promise<void> {
  if (!providers().some(({ forceFlush }) => forceFlush)) return;
  const why = await atMost(MAX_FLUSH_MS, flush());
  const warned = perProcess("telemetry warned", () => ({ at: Number.NEGATIVE_INFINITY }));
  if (!why || performance.now() - warned.at < WARN_EVERY_MS) return;
  warned.at = performance.now();
  console.warn(`Spans or counts could not be sent, or not yet: ${quote(describeError(why))}`);
}
