import type { HostKind } from "./open.ts";

/** One run of the suite. */
export interface Fire {
  /** Fewer requests and seconds. */
  short: boolean;
  /** The builds' folders. */
  builds: Record<HostKind, string>;
}
