import "server-only";
import { afterResponse } from "../after-response";
import { timeLeftMs } from "../after/run-with-deadline";
import { flushTelemetry } from "../after/spans";
import { env } from "../env";
import { perProcess } from "../process/per-process";
import { attempt, ATTEMPT_MS, BATCH_MS, type End } from "./attempt";
import { KINDS, type Message } from "./message";
import { DEAD, type Leased, leaseWritten, type Outbox, outbox, QUEUE } from "./outbox";

const BATCH = 10;
/** Vercel keeps 256 log lines of a request: a message has one, and what is given up a stack. */
const MAX_ON_VERCEL = 100;
/** How often the fast path looks for what somebody else's expired leases hold. */
const FREE_EVERY_MS = 60_000;

/** How many attempts of a delivery run ended in each way. */
export type Delivered = Record<End, number>;

/**
 * Delivers, right after the response to this request, the messages that it wrote (`written`: their
 * ids), and with them the oldest that wait, ten in all: the rest of a backlog is for delivery runs and
 * other requests, not for one visitor's task. Where the task has no time for a whole attempt it
 * leases nothing, and says so on stderr.
 */
export const deliverAfterResponse = (written: readonly string[]): Promise<void> =>
  afterResponse("outbox", async ({ requestId }) => {
    const until = Date.now() + timeLeftMs();
    const opened = await outbox();
    const { boss } = opened;
    const freed = perProcess("freed leases", () => ({ at: 0 }));
    if (Date.now() - freed.at > FREE_EVERY_MS) {
      freed.at = Date.now();
      await boss.supervise(QUEUE);
    }
    if (!isTimeForBatch(until)) {
      console.warn(
        `The messages of request ${requestId} wait for the next delivery run: an attempt needs ` +
          `${BATCH_MS} ms, and AFTER_TIMEOUT_MS or the host left less once the database was open`,
      );
      return;
    }
    const own = await leaseWritten(opened, written.slice(0, BATCH));
    const others = own.length < BATCH ? await lease(boss, BATCH - own.length) : [];
    await Promise.all([...own, ...others].map((message) => attempt(boss, message)));
  });

/**
 * A delivery run: frees what expired leases hold, and delivers what is due. It takes `budgetMs` at
 * most, or less once `stop` aborts: it leases no batch that it could not finish, and ends none early.
 *
 * Each kind of message has batches of its own, so a receiver that is slow or down holds up no other's.
 * One that let a whole batch run out of time gets no more of this run: the rest of its messages wait
 * for a later one, with all of their retries.
 */
export async function sweep(budgetMs: number, stop?: AbortSignal): Promise<Delivered> {
  const until = Date.now() + budgetMs;
  const { boss } = await outbox();
  await boss.supervise(QUEUE);
  const delivered: Delivered = { done: 0, failed: 0, dead: 0 };
  let room = env().onVercel ? MAX_ON_VERCEL : Number.POSITIVE_INFINITY;
  const mayLease = () => !stop?.aborted && isTimeForBatch(until) && room >= BATCH;

  async function deliver(kind: Message["kind"]): Promise<void> {
    const others = KINDS.filter((each) => each !== kind);
    while (mayLease()) {
      room -= BATCH;
      const batch = await lease(boss, BATCH, others);
      room += BATCH - batch.length;
      const startedAt = Date.now();
      const ends = await Promise.all(batch.map((message) => attempt(boss, message)));
      for (const end of ends) delivered[end] += 1;
      const isSilent = !ends.includes("done") && Date.now() - startedAt >= ATTEMPT_MS;
      if (batch.length < BATCH || isSilent) return;
    }
  }

  await Promise.all(KINDS.map(deliver));
  await flushTelemetry();
  return delivered;
}

/** How many messages were given up, and wait to be put back: up to 100,000. */
export async function countDead(): Promise<number> {
  const { boss } = await outbox();
  return (await boss.previewRedrive(DEAD, { limit: 100_000 })).total;
}

const isTimeForBatch = (until: number): boolean => until - Date.now() >= BATCH_MS;

/** Leases up to so many of the oldest messages that are due, none of these kinds. */
const lease = (
  boss: Outbox["boss"],
  amount: number,
  ignoredKinds: string[] = [],
): Promise<Leased[]> =>
  boss.fetch<Message>(QUEUE, {
    batchSize: amount,
    includeMetadata: true,
    ignoreGroups: ignoredKinds,
  });
