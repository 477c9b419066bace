import "server-only";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { perProcess } from "../process/per-process";
import type { Database, Sql } from "./database";

/** The embedded PostgreSQL in a folder, for this process alone. */
export async function openPglite(folder: string): Promise<Database> {
  await lock(folder);
  const { PGlite } = await import("@electric-sql/pglite");
  const { fromPglite } = await import("pg-boss");
  const lite = await PGlite.create(join(folder, "postgres"));
  const sqlOn = (on: Pick<typeof lite, "query" | "exec">): Sql => ({
    query: (text, values) => on.query(text, values),
    queue: fromPglite(on),
  });
  return {
    backend: "pglite",
    ...sqlOn(lite),
    transaction: (run) => lite.transaction((tx) => run(sqlOn(tx))),
  };
}

/**
 * PGlite takes no lock: two processes in one folder would lose rows and say nothing. An exclusive
 * transaction of SQLite is one that the system gives back whatever ends the process.
 */
async function lock(folder: string): Promise<void> {
  const { DatabaseSync } = await import("node:sqlite");
  mkdirSync(folder, { recursive: true });
  const file = new DatabaseSync(join(folder, "lock"), { timeout: 0 });
  try {
    file.exec("begin exclusive");
  } catch (cause) {
    file.close();
    throw new Error(`Another process has ${folder} open: stop it, or set DATABASE_URL`, { cause });
  }
  // Held for as long as the object is.
  perProcess("pglite lock", () => file);
}
