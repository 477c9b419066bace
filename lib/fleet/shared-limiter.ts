import "server-only";
import { type RateLimiterMemory, RateLimiterPostgres } from "rate-limiter-flexible";
import { askShared, isShared } from "./shared-database";

/**
 * Counts as `own` does, over all servers; where the database does not answer, `own` counts on.
 * It is `own` itself where there is one server.
 */
export function overAllServers(own: RateLimiterMemory) {
  if (!isShared()) return own;
  return new RateLimiterPostgres({
    // Without the statement's name: a PgBouncer may hand the next one to another connection.
    storeClient: {
      query: ({ text, values }: { text: string; values: unknown[] }) => askShared(text, values),
    },
    storeType: "client",
    schemaName: "fleet",
    tableName: "rate_limit",
    tableCreated: true,
    // lib/fleet/prune.ts does, sooner.
    clearExpiredByTimeout: false,
    points: own.points,
    duration: own.duration,
    insuranceLimiter: own,
  });
}
