import { markdownTable } from "markdown-table";
import { percentile } from "./pacer.ts";
import type { Row } from "./row.ts";

type Cell = (row: Row) => string | number;

const whole = (ms: readonly number[] | undefined, percent: number) =>
  ms?.length ? percentile(ms, percent).toFixed(1) : "";

const columns: Record<string, Cell> = {
  case: ({ name }) => name,
  host: ({ host }) => host,
  requests: ({ account }) => account.requests,
  responses: ({ account }) => account.responses,
  scheduled: ({ account }) => account.scheduled,
  started: ({ account }) => account.started,
  done: ({ account }) => account.done,
  failed: ({ account }) => account.failed,
  "timed out": ({ account }) => account.timedOut,
  "unaccounted for": ({ account, killedBy }) => {
    const { length } = account.unaccounted;
    return length > 0 && killedBy ? `${length} by ${killedBy}` : length;
  },
  events: ({ account }) => account.events,
  duplicates: ({ account }) => account.duplicates,
  "sent again": ({ account }) => account.repeats,
  "lost, said so": ({ account }) => account.lost,
  "p50 ms": ({ ms }) => whole(ms, 50),
  without: ({ msWithout }) => whole(msWithout, 50),
  "p95 ms": ({ ms }) => whole(ms, 95),
  "without ": ({ msWithout }) => whole(msWithout, 95),
  "held ms": ({ account }) => account.longestMs,
  ok: ({ complaints }) => (complaints.length === 0 ? "yes" : "NO"),
};

/** The rows as a Markdown table, and below it what there is to say about each. */
export function tableOf(rows: readonly Row[]): string {
  const table = markdownTable([
    Object.keys(columns),
    ...rows.map((row) => Object.values(columns).map((cell) => String(cell(row)))),
  ]);
  const notes = rows.flatMap(({ name, host, notes: said }) =>
    said.map((note) => `${name} on ${host}: ${note}.`),
  );
  return [table, "", ...notes].join("\n");
}
