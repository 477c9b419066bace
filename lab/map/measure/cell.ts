import type { Way } from "../patterns/pattern.ts";

/** What one way of asking for one pattern did. */
export interface Cell {
  /** Callbacks that started, and that ended. */
  started: number;
  finished: number;
  /** Of those that ended: on a host that freezes, those that a later request had to wake. */
  late?: number;
  /** Callbacks and renders that Next logged as failed, where there are any. */
  errors?: number;
  /** Of the response to a document request. */
  status?: number;
  /** The build refuses the pattern. */
  refused?: true;
}

export type Cells = { [way in Way]?: Cell };

/** One host in one configuration, asked for every pattern. */
export interface Run {
  host: "next start" | "serverless" | "next dev";
  partialPrefetching: boolean;
  patterns: Record<string, Cells>;
}

export interface LabMap {
  next: string;
  runs: Run[];
}
