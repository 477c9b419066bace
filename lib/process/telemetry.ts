import "server-only";
import { type Context, context, metrics, propagation, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPMetricExporter as JsonMetrics } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPMetricExporter as ProtobufMetrics } from "@opentelemetry/exporter-metrics-otlp-proto";
import { OTLPTraceExporter as JsonSpans } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufSpans } from "@opentelemetry/exporter-trace-otlp-proto";
import {
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
  serviceNameEnvDetector,
} from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import {
  BatchSpanProcessor,
  type Span,
  type SpanExporter,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import { requestSpans } from "../after/request-span";
import { flushTelemetry } from "../after/spans";
import { env } from "../env";
import manifest from "../../package.json";
import { holdClose } from "./hold-close";

/** Next makes some eight spans a request: a second of many of them, while the collector answers slowly. */
const MAX_WAITING_SPANS = 8_192;

/** A connection from before a freeze is dead, and to find that out costs the second that there is. */
const exporting = { httpAgentOptions: { keepAlive: false } };

/**
 * Starts OpenTelemetry for this process. The exporters read the rest of the standard's variables
 * (https://opentelemetry.io/docs/specs/otel/protocol/exporter/) themselves.
 */
export function startTelemetry(): void {
  const { otlp } = env();
  const json = otlp.protocol === "http/json";
  const resource = resourceFromAttributes({ "service.name": manifest.name }).merge(
    detectResources({
      detectors: [serviceInstanceIdDetector, resourceAttributesEnvDetector, serviceNameEnvDetector],
    }),
  );
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const spans = new Batches(json ? new JsonSpans(exporting) : new ProtobufSpans(exporting));
  trace.setGlobalTracerProvider(new TracerProvider({ resource, spanProcessors: [spans] }));
  if (otlp.metrics) {
    const exporter = json ? new JsonMetrics(exporting) : new ProtobufMetrics(exporting);
    const readers = [new PeriodicExportingMetricReader({ exporter })];
    metrics.setGlobalMeterProvider(new MeterProvider({ resource, readers }));
  }
  // Of requests without a task.
  holdClose(flushTelemetry);
}

class Batches extends BatchSpanProcessor {
  private readonly exporter: SpanExporter;

  constructor(exporter: SpanExporter) {
    super({ exporter, maxQueueSize: MAX_WAITING_SPANS });
    this.exporter = exporter;
  }

  /** Remembers of each span which one is its request's: the outermost in this process. */
  override onStart(span: Span, parent: Context): void {
    const outer = trace.getSpan(parent);
    const request = outer && !outer.spanContext().isRemote && requestSpans().get(outer);
    requestSpans().set(span, request || span.spanContext());
  }

  /** Its own does not wait for a batch that a timer, or its size, has sent on the way already. */
  override async forceFlush(): Promise<void> {
    await Promise.all([super.forceFlush(), this.exporter.forceFlush?.()]);
  }
}
