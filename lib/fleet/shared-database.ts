import "server-only";
import { openDatabase } from "../outbox/database";
import { openedOnce } from "../outbox/opened-once";
import { env } from "../env";

/** What is not shared by then is not waited for: no task and no answer may hang on it. */
const ANSWER_MS = 1_000;

const tables = `
  create schema if not exists fleet;
  create table if not exists fleet.tag
    (tag text primary key, changed_at timestamptz not null, expire integer);
  create unlogged table if not exists fleet.receipt
    (request_id uuid primary key, value text not null, expires_at timestamptz not null);
  create unlogged table if not exists fleet.rate_limit
    (key varchar(255) primary key, points integer not null default 0, expire bigint)`;

/**
 * Whether several servers of this site share which tags were revalidated, receipts, and the rate
 * limit (`SHARE_BETWEEN_SERVERS`). On Vercel the platform's own cache does.
 */
export const isShared = (): boolean => env().sharesBetweenServers && !env().onVercel;

const database = () =>
  openedOnce("shared database", async () => {
    const opened = await openDatabase();
    await opened.transaction(async (tx) => {
      // "if not exists" alone collides when two do it at the same time.
      await tx.query("select pg_advisory_xact_lock(7282)");
      await tx.query(tables);
    });
    return opened;
  });

/** Asks the database that the servers share; throws where it has not answered within a second. */
export async function askShared(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const answer = database().then(({ query }) => query(text, values));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const error = new Error(`The shared database did not answer within ${ANSWER_MS} ms`);
    timer = setTimeout(() => reject(error), ANSWER_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
