/** How to run one request in an instance; travels in this header. */
export const INVOCATION_HEADER = "x-serverless-invocation";

export interface Revalidation {
  tags: string[];
  /** Seconds for which what has these tags may still be served. */
  expire?: number;
}

export interface Invocation {
  /** The platform's own id of the request. */
  id: string;
  filePath: string;
  kind: "proxy" | "function" | "revalidate";
  /** Milliseconds since the epoch at which the instance will be killed. */
  deadline: number;
  /** Tags revalidated since this instance last heard of them. */
  revalidations: Revalidation[];
}

export interface FreshPrerender {
  html: string;
  /** What Next's router fetches of the page in base64. */
  rsc: string | undefined;
  postponed: string | undefined;
}

export type FromInstance =
  | { type: "ready" }
  | { type: "log"; id: string; text: string }
  | { type: "revalidated"; revalidation: Revalidation }
  | { type: "prerendered"; id: string; prerender: FreshPrerender }
  /** The response has ended, and so have all promises handed to waitUntil. */
  | { type: "settled"; id: string; waitUntil: number };

export type HostEvent =
  | { type: "started" | "frozen" | "thawed" | "reaped"; instance: string }
  /** An invocation has ended, and so have the promises that it gave to waitUntil. */
  | { type: "settled"; instance: string; id: string; waitUntil: number }
  /** The instance ran longer than maxDuration; `running` were not done. */
  | { type: "killed"; instance: string; running: string[] };
