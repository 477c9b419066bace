import type { Row } from "./row.ts";

export interface Said {
  /** What was seen, in a sentence; `it` stands for the address. */
  message: string;
  /** What to do about it at this very place. */
  fix: string;
  /** The row of lab/map/map.md that shows the same. */
  map: string;
}

/**
 * An "error" makes the doctor end with 1. A "note" says what may be meant so.
 */
export interface Rule {
  /** Stable: --allow and SARIF know a rule by it. */
  id: string;
  severity: "error" | "note";
  /** The rule in a sentence. */
  title: string;
  find: (row: Row) => Said | undefined;
}
