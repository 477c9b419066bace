import "server-only";
import { propagation, ROOT_CONTEXT, type Span, type SpanContext, trace } from "@opentelemetry/api";
import { perProcess } from "../process/per-process.ts";

/** The span of the request that each span is part of; filled by whoever starts the SDK. */
export const requestSpans = () =>
  perProcess("request spans", () => new WeakMap<Span, SpanContext>());

/** The span of the request that is being handled; undefined where there is no SDK. */
export function requestSpan(): SpanContext | undefined {
  const active = trace.getActiveSpan();
  return active && (requestSpans().get(active) ?? active.spanContext());
}

/** The same to be kept with a message, as https://www.w3.org/TR/trace-context/ writes it. */
export function traceparent(): { traceparent?: string } {
  const request = requestSpan();
  const carrier: { traceparent?: string } = {};
  if (request) propagation.inject(trace.setSpanContext(ROOT_CONTEXT, request), carrier);
  return carrier.traceparent ? { traceparent: carrier.traceparent } : {};
}

/** What {@link traceparent} kept. */
export const spanOfTraceparent = (kept: string | undefined): SpanContext | undefined =>
  trace.getSpanContext(propagation.extract(ROOT_CONTEXT, { traceparent: kept }));
