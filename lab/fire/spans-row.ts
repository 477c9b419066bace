import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { NextHost } from "../../e2e/hosts/next-start.ts";
import type { ReceivedSpan } from "../../e2e/otlp/messages.ts";
import { OtlpReceiver } from "../../e2e/otlp/receiver.ts";
import { type Ask, fireRoute, mixed } from "./ask.ts";
import type { Fire } from "./fire.ts";
import { type HostKind, onNextStart, onServerless } from "./open.ts";
import { type Row, rowOf } from "./row.ts";
import { accountOf } from "./shutdown.ts";
import type { Stage } from "./stage.ts";
import { keyOf, type Task } from "./task-log.ts";

const AT_ONCE = 100;
/** How far a span may be from its log line: a tenth, or so many ms where that is more. */
const SHARE = 0.1;
const FLOOR_MS = 10;
/** The OTLP number of a server's span: https://opentelemetry.io/docs/specs/otel/trace/api/#spankind */
const SERVER = 2;

interface Drill {
  name: string;
  host: HostKind;
  ask: (turn: number) => Ask;
  short?: boolean;
  /** The server is told to stop while all of its tasks run. */
  sigterm?: boolean;
}

const drills: readonly Drill[] = [
  { name: "spans", host: "next start", ask: mixed, short: true },
  { name: "spans", host: "serverless", ask: mixed },
  { name: "spans of 5 s", host: "next start", ask: () => fireRoute("slow") },
  { name: "spans of 5 s", host: "serverless", ask: () => fireRoute("slow") },
  {
    name: "spans of 5 s, SIGTERM",
    host: "next start",
    ask: () => fireRoute("slow"),
    sigterm: true,
    short: true,
  },
];

/** Each task is one span, with the right link and duration, on every host and at a shutdown. */
export async function spanRows(fire: Fire): Promise<Row[]> {
  const rows: Row[] = [];
  for (const drill of drills) {
    if (!fire.short || drill.short) rows.push(await spanRow(drill, fire));
  }
  return rows;
}

async function spanRow({ name, host, ask, sigterm }: Drill, { builds, short }: Fire): Promise<Row> {
  const receiver = new OtlpReceiver();
  const options = {
    build: builds[host],
    afterTimeoutMs: 10_000,
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: await receiver.start(), OTEL_METRICS_EXPORTER: "otlp" },
    serverless: { concurrency: AT_ONCE },
  };
  const stage = await (host === "next start" ? onNextStart(options) : onServerless(options));
  try {
    const traces = await askAll(stage, ask, short ? 200 : 1_000);
    if (sigterm) {
      const { child } = stage.host as NextHost;
      const closed = once(child, "close");
      child.kill("SIGTERM");
      await closed;
    }
    const account = sigterm ? accountOf([stage]) : await stage.account();
    const { complaints, notes } = compare(stage, receiver, traces);
    return rowOf({ name, host, account, ms: [], notes, complaints });
  } finally {
    await stage.close();
    await receiver.stop();
  }
}

/** Asks as a client with traces of its own: the trace of each request, by the request's id. */
async function askAll(stage: Stage, ask: (turn: number) => Ask, amount: number) {
  const traces = new Map<string, string>();
  let turn = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (turn < amount) {
        const { headers, ...rest } = ask(turn++);
        const trace = randomBytes(16).toString("hex");
        const traceparent = `00-${trace}-${randomBytes(8).toString("hex")}-01`;
        const { id = "none" } = await stage.ask({ ...rest, headers: { ...headers, traceparent } });
        traces.set(id, trace);
      }
    }),
  );
  return traces;
}

/** Holds the spans against the log lines. */
function compare(stage: Stage, receiver: OtlpReceiver, traces: ReadonlyMap<string, string>) {
  const complaints = [...receiver.refused];
  const bySpanId = new Map(receiver.spans.map((span) => [span.spanId, span]));
  const spans = Map.groupBy(
    receiver.spans.filter(({ name }) => name.startsWith("after ")),
    ({ name, attributes }) => keyOf(String(attributes["after.request_id"]), name.slice(6)),
  );
  const count = { spans: 0, lost: 0, linked: 0 };
  const wrong = { twice: 0, link: 0, duration: 0, state: 0, counted: 0 };
  let farthest = 0;
  const ends = [...stage.log.read().values()].filter(({ request }) => traces.has(request));
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
  for (const [task, own] of Map.groupBy(stage.log.read().values(), (each) => each.task)) {
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
