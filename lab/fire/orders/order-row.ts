import { markdownTable } from "markdown-table";
import { percentile } from "../pacer.ts";
import type { Trade } from "./trade.ts";
import { verdictOf } from "./verdict.ts";

/** What one case of orders came to. */
export interface OrderRow {
  name: string;
  database: string;
  verdict: ReturnType<typeof verdictOf>;
  refused: string;
  /** How long acknowledgements took, in ms. */
  ms: readonly number[];
  /** Seconds from the end of the trouble until all had arrived. */
  seconds: number;
  notes: string[];
  complaints: string[];
}

interface Told {
  seconds: number;
  /** All must have arrived within so many seconds. */
  within: number;
  notes?: string[];
  complaints?: string[];
}

/** A row that is red where an acknowledged order is lost, arrives as two, or late. */
export function orderRow(name: string, database: string, trade: Trade, told: Told): OrderRow {
  const verdict = verdictOf(trade);
  const complaints = [...(told.complaints ?? [])];
  if (verdict.lost > 0) complaints.push(`${verdict.lost} acknowledged orders are lost`);
  if (verdict.duplicates > 0) complaints.push(`${verdict.duplicates} messages came as two`);
  if (told.seconds > told.within) complaints.push(`all had arrived after ${told.seconds} s only`);
  const refused = [...trade.refused].map(
    ([status, times]) => `${times} × ${status || "no answer"}`,
  );
  return {
    name,
    database,
    verdict,
    refused: refused.join(", "),
    ms: trade.ms,
    seconds: told.seconds,
    notes: told.notes ?? [],
    complaints: complaints.map((each) => `${name} on ${database}: ${each}.`),
  };
}

const columns: Record<string, (row: OrderRow) => string | number> = {
  case: ({ name }) => name,
  database: ({ database }) => database,
  acknowledged: ({ verdict }) => verdict.acknowledged,
  lost: ({ verdict }) => verdict.lost,
  "came as two": ({ verdict }) => verdict.duplicates,
  "sent again": ({ verdict }) => verdict.again,
  "not taken": ({ refused }) => refused,
  "all arrived after s": ({ seconds }) => seconds.toFixed(1),
  "p50 ms": ({ ms }) => (ms.length > 0 ? percentile(ms, 50).toFixed(1) : ""),
  "p95 ms": ({ ms }) => (ms.length > 0 ? percentile(ms, 95).toFixed(1) : ""),
  ok: ({ complaints }) => (complaints.length === 0 ? "yes" : "NO"),
};

/** The rows as a Markdown table, and below it what there is to say about each. */
export function orderTable(rows: readonly OrderRow[]): string {
  const table = markdownTable([
    Object.keys(columns),
    ...rows.map((row) => Object.values(columns).map((cell) => String(cell(row)))),
  ]);
  const notes = rows.flatMap((row) =>
    row.notes.map((note) => `${row.name} on ${row.database}: ${note}.`),
  );
  return [table, "", ...notes].join("\n");
}
