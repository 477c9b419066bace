import "server-only";
import type { Pool, PoolClient } from "pg";
import type { Database, Sql } from "./database.ts";

/** A pool of at most `connections` to a PostgreSQL, or to a PgBouncer in front of one. */
export async function openPostgres(
  connectionString: string,
  connections: number,
): Promise<Database> {
  // When it is opened, and not before: a start does not wait for what it may never need.
  const [{ default: pg }, { attachDatabasePool }] = await Promise.all([
    import("pg"),
    import("@vercel/functions"),
  ]);
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    // A function is kept awake for as long after its last query.
    idleTimeoutMillis: 5_000,
    connectionTimeoutMillis: 5_000,
    // Not statement_timeout: PgBouncer refuses it when the connection is made.
    query_timeout: 10_000,
  });
  // A connection that breaks while nobody uses it would end the process.
  pool.on("error", (error) => console.warn("An idle database connection broke:", error.message));
  attachDatabasePool(pool);
  return { backend: "postgres", ...sqlOn(pool), transaction: (run) => inTransaction(pool, run) };
}

async function inTransaction<T>(pool: Pool, run: (tx: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    const value = await run(sqlOn(client));
    await client.query("commit");
    return value;
  } catch (error) {
    await client.query("rollback").catch((reason: Error) => {
      broken = reason;
    });
    throw error;
  } finally {
    // A connection that cannot roll back is not one to use again.
    client.release(broken);
  }
}

const sqlOn = (on: Pool | PoolClient): Sql => ({
  query: (text, values) => on.query(text, values),
  queue: {
    // Several statements in one text come back as one result each.
    async executeSql(text: string, values?: unknown[]) {
      const result = (await on.query(text, values)) as { rows: unknown[] } | { rows: unknown[] }[];
      return { rows: [result].flat().flatMap(({ rows }) => rows) };
    },
  },
});
