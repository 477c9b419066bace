import type { ReceivedSpan } from "../../e2e/otlp/messages.ts";
import type { OtlpReceiver } from "../../e2e/otlp/receiver.ts";
import { keyOf, type Task, type TaskLog } from "./task-log.ts";

/** How far a span may be from its log line: a tenth, or so many ms where that is more. */
const SHARE = 0.1;
const FLOOR_MS = 10;
/** The OTLP number of a server's span: https://opentelemetry.io/docs/specs/otel/trace/api/#spankind */
const SERVER = 2;

/** What arrived at a collector. */
type Received = Pick<OtlpReceiver, "spans" | "refused" | "counted">;

/**
 * Holds the spans against the log lines of the same requests, run by run. `traces` are the traces
 * that they were asked for with, by the request's id.
 */
export function compare(log: TaskLog, receiver: Received, traces: ReadonlyMap<string, string>) {
  const complaints = [...receiver.refused];
  const bySpanId = new Map(receiver.spans.map((span) => [span.spanId, span]));
  const spans = Map.groupBy(
    receiver.spans.filter(({ name }) => name.startsWith("after ")),
    ({ name, attributes }) => keyOf(String(attributes["after.request_id"]), name.slice(6)),
  );
  const count = { spans: 0, lost: 0, linked: 0 };
  const wrong = { twice: 0, link: 0, duration: 0, state: 0, counted: 0 };
  let farthest = 0;
  const ends = [...log.read().values()].filter(({ request }) => traces.has(request));
  for (const [key, runs] of Map.groupBy(ends, ({ request, task }) => keyOf(request, task))) {
    const own = spans.get(key) ?? [];
    count.lost += Math.max(0, runs.length - own.length);
    wrong.twice += Math.max(0, own.length - runs.length);
    for (const [{ request, end }, { links, ms, attributes }] of paired(runs, own)) {
      count.spans += 1;
      const server = bySpanId.get(links[0]?.spanId ?? "");
      const isLinked = links.length === 1 && links[0]?.traceId === traces.get(request);
      if (!isLinked || (server && server.kind !== SERVER)) wrong.link += 1;
      if (server) count.linked += 1;
      const off = Math.abs(ms - (end?.ms ?? 0));
      farthest = Math.max(farthest, off);
      if (off > Math.max(FLOOR_MS, SHARE * (end?.ms ?? 0))) wrong.duration += 1;
      if (attributes["after.state"] !== end?.state) wrong.state += 1;
    }
  }
  for (const [task, own] of Map.groupBy(log.read().values(), (each) => each.task)) {
    const done = own.filter(({ count: { done: times } }) => times === 1).length;
    if (receiver.counted(task, "done") !== done) wrong.counted += 1;
  }
  if (count.lost > 0) complaints.push(`${count.lost} tasks have no span`);
  for (const [what, times] of Object.entries(wrong)) {
    if (times > 0) complaints.push(`${times} spans are wrong: ${what}`);
  }
  const notes = [
    `${ends.length} tasks, ${count.spans} spans, ${count.lost} lost; no duration is more than ${farthest.toFixed(1)} ms from its line's; ${count.linked} of the spans that are linked to arrived, too`,
  ];
  return { complaints, notes };
}

/** A span does not say which run of its task it is of: the shortest is that of the shortest. */
function paired(runs: readonly Task[], spans: readonly ReceivedSpan[]): [Task, ReceivedSpan][] {
  const rest = spans.toSorted((a, b) => a.ms - b.ms);
  return runs
    .toSorted((a, b) => (a.end?.ms ?? 0) - (b.end?.ms ?? 0))
    .flatMap((run, index): [Task, ReceivedSpan][] => {
      const span = rest[index];
      return span ? [[run, span]] : [];
    });
}
