/**
 * Reads OTLP's protobuf, as far as the receiver looks at it, into the shape of its JSON. Field numbers:
 * https://github.com/open-telemetry/opentelemetry-proto; encoding: https://protobuf.dev/programming-guides/encoding
 */
type Kind = "text" | "hex" | "int" | "fixed64" | "bool" | Schema | readonly [Schema];
interface Schema {
  [field: number]: readonly [name: string, kind: Kind];
}

const anyValue: Schema = {
  1: ["stringValue", "text"],
  2: ["boolValue", "bool"],
  3: ["intValue", "int"],
};
const keyValue: Schema = { 1: ["key", "text"], 2: ["value", anyValue] };
const resource: Schema = { 1: ["attributes", [keyValue]] };
const span: Schema = {
  1: ["traceId", "hex"],
  2: ["spanId", "hex"],
  4: ["parentSpanId", "hex"],
  5: ["name", "text"],
  6: ["kind", "int"],
  7: ["startTimeUnixNano", "fixed64"],
  8: ["endTimeUnixNano", "fixed64"],
  9: ["attributes", [keyValue]],
  13: ["links", [{ 1: ["traceId", "hex"], 2: ["spanId", "hex"] }]],
  15: ["status", { 2: ["message", "text"], 3: ["code", "int"] }],
};
const point: Schema = { 6: ["asInt", "fixed64"], 7: ["attributes", [keyValue]] };
const metric: Schema = { 1: ["name", "text"], 7: ["sum", { 1: ["dataPoints", [point]] }] };

/** Of each path that is posted to. */
export const schemas: Record<string, Schema> = {
  "/v1/traces": {
    1: [
      "resourceSpans",
      [{ 1: ["resource", resource], 2: ["scopeSpans", [{ 2: ["spans", [span]] }]] }],
    ],
  },
  "/v1/metrics": {
    1: [
      "resourceMetrics",
      [{ 1: ["resource", resource], 2: ["scopeMetrics", [{ 2: ["metrics", [metric]] }]] }],
    ],
  },
};

/** Reads one message. Throws where it ends too early. */
export function decode(bytes: Buffer, schema: Schema): Record<string, unknown> {
  const message: Record<string, unknown> = {};
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number) => {
    if (at + length > bytes.length) throw new Error("The message ends too early");
    return bytes.subarray(at, (at += length));
  };
  const wireTypes: Record<number, () => bigint | Buffer> = {
    0: varint,
    1: () => take(8),
    2: () => take(Number(varint())),
    5: () => take(4),
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const value = wireTypes[tag & 7]?.();
    if (value === undefined) throw new Error(`There is no wire type ${tag & 7}`);
    const [name, kind] = schema[tag >> 3] ?? [];
    if (!name || !kind) continue;
    if (!isList(kind)) message[name] = read(value, kind);
    else message[name] = [...((message[name] as unknown[]) ?? []), read(value, kind[0])];
  }
  return message;
}

const isList = (kind: Kind): kind is readonly [Schema] => Array.isArray(kind);

function read(value: bigint | Buffer, kind: Exclude<Kind, readonly [Schema]>): unknown {
  if (typeof value === "bigint") return kind === "bool" ? value === 1n : Number(value);
  if (kind === "text") return value.toString("utf8");
  if (kind === "hex") return value.toString("hex");
  if (kind === "fixed64") return value.readBigInt64LE().toString();
  return decode(value, kind as Schema);
}
