import { z } from "zod";

const traceId = z.string().regex(/^[0-9a-f]{32}$/);
const spanId = z.string().regex(/^[0-9a-f]{16}$/);
// 64-bit numbers are decimal strings in JSON.
const nanos = z.string().regex(/^\d+$/).transform(BigInt);

const attributes = z
  .array(
    z.object({
      key: z.string().min(1),
      value: z.looseObject({}).transform((value) => Object.values(value)[0]),
    }),
  )
  .default([])
  .transform((pairs) => Object.fromEntries(pairs.map(({ key, value }) => [key, value])));
const resource = z.object({ attributes });

const span = z
  .object({
    traceId,
    spanId,
    parentSpanId: spanId.or(z.literal("")).optional(),
    name: z.string().min(1),
    kind: z.int().min(1).max(5),
    startTimeUnixNano: nanos,
    endTimeUnixNano: nanos,
    attributes,
    links: z.array(z.object({ traceId, spanId })).default([]),
    status: z
      .object({ code: z.int().default(0), message: z.string().default("") })
      .default({ code: 0, message: "" }),
  })
  .transform(({ startTimeUnixNano: start, endTimeUnixNano: end, parentSpanId, ...rest }) => ({
    ...rest,
    parentSpanId: parentSpanId || undefined,
    ms: Number(end - start) / 1e6,
  }));
export type ReceivedSpan = z.infer<typeof span>;

/** What is posted to /v1/traces, as far as it is read. */
export const traces = z.object({
  resourceSpans: z.array(
    z.object({ resource, scopeSpans: z.array(z.object({ spans: z.array(span) })) }),
  ),
});
const points = z.array(z.object({ asInt: z.coerce.number(), attributes }));
/** What is posted to /v1/metrics: the sums of it. */
export const sums = z.object({
  resourceMetrics: z.array(
    z.object({
      resource,
      scopeMetrics: z.array(
        z.object({
          metrics: z.array(
            z.object({ name: z.string(), sum: z.object({ dataPoints: points }).optional() }),
          ),
        }),
      ),
    }),
  ),
});
