import type { Account } from "./account.ts";
import type { HostKind } from "./open.ts";

/** What one case came to on one host. */
export interface Row {
  name: string;
  host: HostKind;
  account: Account;
  /** How long responses took, in ms, and what they took without the fault, beside it. */
  ms: readonly number[];
  msWithout?: readonly number[];
  /** What ended the process: it is why tasks may be without an end. */
  killedBy?: string;
  /** What a reader should know, in sentences. */
  notes: string[];
  /** What is not as it must be, in sentences. */
  complaints: string[];
}

/** A row whose every task must be accounted for, whatever else the case demands. */
export function rowOf(row: Row): Row {
  const { account, killedBy, host, name } = row;
  const complaints = [...row.complaints, ...account.complaints];
  const { unaccounted } = account;
  if (unaccounted.length > 0 && !killedBy) {
    const some = unaccounted.slice(0, 3).map(({ request, task, count }) => {
      const states = Object.entries(count).map(([state, times]) => `${state} ${times}`);
      return `${task} of ${request} (${states.join(", ")})`;
    });
    complaints.push(`${unaccounted.length} tasks are unaccounted for: ${some.join("; ")}`);
  }
  return { ...row, complaints: complaints.map((each) => `${name} on ${host}: ${each}.`) };
}
