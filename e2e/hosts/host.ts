import type { LogSource } from "../logs/log-source";

/** Serves the production build. */
export interface Host {
  url: string;
  logs: LogSource;
  /** Ends it and everything it started. */
  stop: () => Promise<void>;
}
