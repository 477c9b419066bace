import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { perProcess } from "../process/per-process.ts";
import type { Database, Sql } from "./database.ts";

/** The embedded PostgreSQL in a folder, for this process alone. */
export async function openPglite(folder: string): Promise<Database> {
  await lock(folder);
  // Found in node_modules as it runs: its 20 MB stay out of what a platform packs into functions, and
  // its WebAssembly stays beside it.
  const { PGlite } = await import(/* turbopackIgnore: true */ "@electric-sql/pglite");
  const { fromPglite } = await import("pg-boss");
  const lite = await PGlite.create(join(folder, "postgres"));
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
