import type { AfterLine } from "../../lib/after/log-line";

/** A log line as it was found, with the time that its source gives it (ISO 8601), if any. */
export type SeenLine = AfterLine & { at?: string };

/** Where the log lines of the system under test come from. */
export interface LogSource {
  /** How long a line may take to arrive, in ms. */
  deadlineMs: number;
  /** How long after everything is right something may still turn up, in ms. */
  graceMs: number;
  /**
   * The [after] lines of one request that have arrived so far, in order. Rejects where they could
   * not be read this time, with an {@link UnreadableLogs} where they never can.
   */
  linesOf: (requestId: string) => Promise<SeenLine[]>;
}

/** Why lines cannot be read however often it is tried; says what to change. */
export class UnreadableLogs extends Error {
  override readonly name = "UnreadableLogs";
}
