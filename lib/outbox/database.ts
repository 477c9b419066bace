import "server-only";
import { existsSync } from "node:fs";
import type { Db } from "pg-boss";
import { env } from "../env.ts";
import { openedOnce } from "./opened-once.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";

/** What a statement runs on: the database, or a transaction of it. */
export interface Sql {
  query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  /** The same connection, as pg-boss wants it. */
  queue: Db;
}

export interface Database extends Sql {
  backend: "postgres" | "pglite";
  /** Commits when `run` resolves, else rolls back. PGlite has one connection: inside, use `tx` only. */
  transaction: <T>(run: (tx: Sql) => Promise<T>) => Promise<T>;
}

/** Why nothing can be written down here, or undefined: an instance on Vercel keeps no file. */
export const reasonForNoDatabase = (): string | undefined =>
  env().onVercel && !env().databaseUrl
    ? "Set DATABASE_URL: what is written down has to outlive this instance"
    : undefined;

/** Whether anything may wait to be delivered. Opens nothing. */
export const mayHoldMessages = (): boolean =>
  env().databaseUrl !== undefined || (!env().onVercel && existsSync(env().dataDir));

/**
 * The database that the environment names: opened by the first call, once for the process. Throws
 * where there is none.
 */
export const openDatabase = (): Promise<Database> =>
  openedOnce("database", async () => {
    const reason = reasonForNoDatabase();
    if (reason) throw new Error(reason);
    const { databaseUrl, dataDir, onVercel } = env();
    return databaseUrl ? openPostgres(databaseUrl, onVercel ? 3 : 10) : openPglite(dataDir);
  });
