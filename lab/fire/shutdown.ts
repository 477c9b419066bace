import { once } from "node:events";
import { account, type Account, total } from "./account.ts";
import { mixed, view } from "./ask.ts";
import type { Fire } from "./fire.ts";
import { type Row, rowOf } from "./row.ts";
import { onNextStart } from "./open.ts";
import type { Stage } from "./stage.ts";
import type { NextHost } from "../../e2e/hosts/next-start.ts";
import { TaskLog } from "./task-log.ts";

const DEADLINE_MS = 3_000;
const GRACE_MS = 2_000;
const PATIENCE_MS = 20_000;
const CLIENTS = 10;
/** 128 and the signal's number: what Next promises, and what a shell says of such an end. */
const exitCodes = { SIGTERM: 143, SIGINT: 130 } as const;

/** Sends a signal at a random moment of a load; the clients go on until nobody answers. */
export async function signalled(stage: Stage<NextHost>, signal: NodeJS.Signals) {
  const { child } = stage.host;
  const closed = once(child, "close") as Promise<[number | null]>;
  await stage.ask(view());
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let turn = client; ; turn += 1) {
      const answer = await stage.ask(mixed(turn));
      if (!answer.whole) return;
    }
  });
  await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 1_300));
  const sent = performance.now();
  child.kill(signal);
  const tooLate = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
  const [code] = await closed;
  clearTimeout(tooLate);
  const ms = performance.now() - sent;
  await Promise.all(clients);
  return { code, ms };
}

/** What became of everything on hosts that share a sink and are gone. */
export const accountOf = (stages: readonly Stage[]): Account =>
  account({
    answers: stages.flatMap(({ answers }) => answers),
    tasks: new TaskLog(stages.flatMap(({ host }) => host.output)).read(),
    events: stages[0]?.sink.events ?? [],
    attempts: stages[0]?.sink.attempts ?? [],
    receipts: [],
    receiptsGone: 0,
  });

async function gracefulRow(
  { builds, short }: Fire,
  signal: keyof typeof exitCodes,
  hangs: boolean,
): Promise<Row> {
  const accounts: Account[] = [];
  const complaints: string[] = [];
  let longest = 0;
  const rounds = short ? 1 : 5;
  for (let round = 1; round <= rounds; round += 1) {
    const stage = await onNextStart({ build: builds["next start"], afterTimeoutMs: DEADLINE_MS });
    try {
      if (hangs) stage.sink.behave("hang");
      const { code, ms } = await signalled(stage, signal);
      longest = Math.max(longest, ms);
      if (code !== exitCodes[signal]) {
        complaints.push(`round ${round} ended with ${code} instead of ${exitCodes[signal]}`);
      }
      if (ms > DEADLINE_MS + GRACE_MS) {
        complaints.push(`round ${round} took ${Math.round(ms)} ms to exit`);
      }
      accounts.push(accountOf([stage]));
    } finally {
      await stage.close();
    }
  }
  return rowOf({
    name: `${signal}, PostHog ${hangs ? "hangs" : "is well"}`,
    host: "next start",
    account: total(accounts),
    ms: [],
    notes: [`${rounds} times, the slowest exit took ${Math.round(longest)} ms`],
    complaints,
  });
}

/** SIGTERM and SIGINT in the middle of a load: what was answered is ended before the exit. */
export async function shutdownRows(fire: Fire): Promise<Row[]> {
  const rows: Row[] = [];
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const both = [false, true].filter((hangs) => !fire.short || hangs === (signal === "SIGTERM"));
    for (const hangs of both) rows.push(await gracefulRow(fire, signal, hangs));
  }
  return rows;
}
