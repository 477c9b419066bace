import type { LogSource } from "../logs/log-source.ts";

/** Serves the production build. */
export interface Host {
  url: string;
  logs: LogSource;
  /** Everything that it has written so far, line by line. */
  output: readonly string[];
  /** Ends it and everything it started. */
  stop: () => Promise<void>;
}
