/** A frame as the preload saw it: in the bundle, not in the source. */
export type Frame = [file: string, line: number, column: number, name: string];

interface At {
  /** Milliseconds since the epoch. */
  t: number;
}
export interface Scheduled extends At {
  e: "scheduled";
  task: string;
  request?: string;
  route?: string;
  /** What Next renders: request, prerender, prerender-runtime, cache, … */
  unit?: string;
  phase?: string;
  render?: string;
  tags?: string[];
  stack: Frame[];
  /** How the callback begins. */
  code?: string;
}
export interface Asked extends At {
  e: "request";
  request: string;
  method: string;
  url: string;
  headers: Record<string, string | undefined>;
}
/** Work that nothing holds any more goes on. */
export interface Late extends At {
  e: "late";
  task?: string;
  request?: string;
  type: "promise" | "timer" | "fetch";
  ms: number;
  stack: Frame[];
}
/** One line of the preload's log. */
export type Event =
  | Scheduled
  | Asked
  | Late
  | (At & { e: "response"; request: string; status: number })
  | (At & { e: "started" | "ended"; task: string })
  | (At & { e: "threw" | "refused"; task: string; error: string })
  | (At & { e: "waitUntil"; request: string; stack: Frame[] })
  | (At & { e: "loaded" | "watching" | "config" });
