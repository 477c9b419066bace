import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { NextHost } from "../../e2e/hosts/next-start.ts";
import { OtlpReceiver } from "../../e2e/otlp/receiver.ts";
import { type Ask, fireRoute, mixed } from "./ask.ts";
import type { Fire } from "./fire.ts";
import { type HostKind, onNextStart, onServerless } from "./open.ts";
import { type Row, rowOf } from "./row.ts";
import { accountOf } from "./shutdown.ts";
import type { Stage } from "./stage.ts";
import { compare } from "./span-checks.ts";

const AT_ONCE = 100;

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
    const { complaints, notes } = compare(stage.log, receiver, traces);
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
