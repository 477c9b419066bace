import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import type { PGlite } from "@electric-sql/pglite";
import { perProcess } from "../process/per-process.ts";
import type { Database, Sql } from "./database.ts";

/**
 * The embedded PostgreSQL in a folder, for this process alone. Throws where the folder cannot be used
 * or another process has it open, and then holds nothing: it may be tried again.
 */
export async function openPglite(folder: string): Promise<Database> {
  const lite = await openLocked(folder);
  const { fromPglite } = await import("pg-boss");
  const sqlOn = (on: Pick<typeof lite, "query" | "exec">): Sql => ({
    query: (text, values) => on.query(text, values),
    queue: fromPglite(on),
  });
  // There is one connection: what pg-boss asks its own during a transaction, such as why an insert
  // failed, would wait for the end of the transaction that waits for it.
  const current = new AsyncLocalStorage<Sql>();
  const outside = sqlOn(lite);
  return {
    backend: "pglite",
    query: outside.query,
    queue: {
      executeSql: (text, values) => (current.getStore() ?? outside).queue.executeSql(text, values),
    },
    transaction: (run) =>
      lite.transaction((tx) => {
        const inside = sqlOn(tx);
        return current.run(inside, () => run(inside));
      }),
  };
}

async function openLocked(folder: string): Promise<PGlite> {
  // Found in node_modules as it runs: its 20 MB stay out of what a platform packs into functions, and
  // its WebAssembly stays beside it.
  const { PGlite } = await import(/* turbopackIgnore: true */ "@electric-sql/pglite");
  const lock = await takeLock(folder);
  const postgres = join(folder, "postgres");
  try {
    const lite = await PGlite.create(postgres);
    // Held for as long as the object is.
    perProcess("pglite locks", () => new Set<DatabaseSync>()).add(lock);
    return lite;
  } catch (cause) {
    lock.close();
    throw new Error(
      `The embedded database could not be opened in ${postgres}: is it a folder that this process may write, with room on its disk?`,
      { cause },
    );
  }
}

/** What SQLite answers where somebody else holds the lock: https://sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * PGlite takes no lock: two processes in one folder would lose rows and say nothing. An exclusive
 * transaction of SQLite is one that the system gives back whatever ends the process.
 */
async function takeLock(folder: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await import("node:sqlite");
  mkdirSync(folder, { recursive: true });
  const file = new DatabaseSync(join(folder, "lock"), { timeout: 0 });
  try {
    file.exec("begin exclusive");
    return file;
  } catch (cause) {
    file.close();
    if (cause instanceof Error && "errcode" in cause && cause.errcode === SQLITE_BUSY)
      throw new Error(`Another process has ${folder} open: stop it, or set DATABASE_URL`, {
        cause,
      });
    throw cause;
  }
}
