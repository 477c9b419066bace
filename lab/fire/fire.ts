import type { HostKind } from "./open.ts";

/** Routes that only the lab's builds have. */
export const FIRE_ROUTES = "lab/fire/routes";

/** One run of the suite. */
export interface Fire {
  /** Fewer requests and seconds. */
  short: boolean;
  /** What random input is made of: the same input for the same seed. */
  seed: number;
  /** The builds' folders. */
  builds: Record<HostKind, string>;
}
