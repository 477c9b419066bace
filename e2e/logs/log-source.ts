import type { AfterLine } from "../../lib/after-log";

/** Where the log lines of the system under test come from. */
export interface LogSource {
  /** The [after] lines of one request that have arrived so far, in order. */
  linesOf: (requestId: string) => Promise<AfterLine[]>;
}
