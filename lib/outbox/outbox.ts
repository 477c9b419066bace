import "server-only";
import type { JobWithMetadata, PgBoss } from "pg-boss";
import { traceparent } from "../after/request-span.ts";
import { openedOnce } from "./opened-once.ts";
import { type Database, openDatabase, type Sql } from "./database.ts";
import type { Message } from "./message.ts";

export const QUEUE = "outbox";
export const DEAD = "outbox-dead";

/** What a killed process had leased is free again after this: longer than any attempt. */
const LEASE_S = 15;
const YEAR_S = 365 * 24 * 60 * 60;
const WEEK_S = 7 * 24 * 60 * 60;

const retries = {
  retentionSeconds: YEAR_S,
  deleteAfterSeconds: WEEK_S,
  // Some two days of tries, at first seconds and then three hours apart.
  retryLimit: 25,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 3 * 60 * 60,
  expireInSeconds: LEASE_S,
  deadLetter: DEAD,
};

export interface Outbox extends Database {
  boss: PgBoss;
}

/** The database and its queues: opened by the first call, once for the process. */
export const outbox = (): Promise<Outbox> => openedOnce("outbox", open);

async function open(): Promise<Outbox> {
  const { PgBoss } = await import("pg-boss");
  const database = await openDatabase();
  const boss = new PgBoss({
    db: database.queue,
    backend: database.backend,
    // No timers of its own: a frozen instance has none. The sweep does what they would.
    supervise: false,
    schedule: false,
    registerInstance: false,
    monitorIntervalSeconds: 1,
  });
  boss.on("error", (error) => console.error("The outbox:", error));
  await boss.start();
  await boss.createQueue(DEAD, { retentionSeconds: YEAR_S, deleteAfterSeconds: WEEK_S });
  await boss.createQueue(QUEUE, retries);
  // createQueue leaves a queue that is there as it is.
  await boss.updateQueue(QUEUE, retries);
  return { ...database, boss };
}

/** A message that this process has leased: nobody else attempts it until the lease expires. */
export type Leased = Pick<JobWithMetadata<Message>, "id" | "data" | "retryCount" | "retryLimit">;

/** Puts messages into the outbox with the transaction that they belong to. */
export async function enqueue(tx: Sql, messages: readonly Message[]): Promise<void> {
  const { boss } = await outbox();
  const jobs = messages.map((message) => ({
    id: message.id,
    data: { ...message, ...traceparent() },
    group: { id: message.kind },
  }));
  await boss.insert(QUEUE, jobs, { db: tx.queue });
}

/**
 * Leases those of these messages that nobody has attempted yet, as pg-boss's `fetch` leases the
 * oldest: that one cannot be asked for an id.
 */
export async function leaseWritten({ query }: Outbox, ids: readonly string[]): Promise<Leased[]> {
  const { rows } = await query(
    `update pgboss.job set state = 'active', started_on = now(), heartbeat_on = now()
     where name = $1 and id = any($2) and state = 'created'
     returning id, data, retry_count as "retryCount", retry_limit as "retryLimit"`,
    [QUEUE, ids],
  );
  return rows as Leased[];
}
