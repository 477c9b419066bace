import "server-only";
import type { JobWithMetadata } from "pg-boss";
import { quote } from "../after/log-line";
import { describeError } from "../after/run-with-deadline";
import { printLine } from "../process/print-line";
import { DEAD, type Outbox, outbox, QUEUE } from "./outbox";
import { handle, type Message } from "./message";

/** One attempt at one message; a claim lasts longer. */
const ATTEMPT_MS = 5_000;
const BATCH = 10;

type End = "done" | "failed" | "dead";
export type Delivered = Record<End, number>;

/** Delivers what is due, a batch at a time, until nothing is or `signal` aborts. */
export async function deliver(signal: AbortSignal): Promise<Delivered> {
  const { boss } = await outbox();
  const delivered: Delivered = { done: 0, failed: 0, dead: 0 };
  while (!signal.aborted) {
    const jobs = await boss.fetch<Message>(QUEUE, { batchSize: BATCH, includeMetadata: true });
    const ends = await Promise.all(jobs.map((job) => attempt(boss, job, signal)));
    for (const end of ends) delivered[end] += 1;
    if (jobs.length < BATCH) break;
  }
  return delivered;
}

/** Frees what lapsed claims hold, and delivers what is due. Says how many are dead in all. */
export async function sweep(signal: AbortSignal): Promise<Delivered> {
  const { boss, query } = await outbox();
  await boss.supervise(QUEUE);
  const delivered = await deliver(signal);
  const { rows } = await query("select 1 from pgboss.job where name = $1 and state < 'active'", [
    DEAD,
  ]);
  return { ...delivered, dead: rows.length };
}

async function attempt(
  boss: Outbox["boss"],
  { id, data, retryCount, retryLimit }: JobWithMetadata<Message>,
  signal: AbortSignal,
): Promise<End> {
  // With its number: who thaws after its claim has lapsed must not settle another's attempt.
  const claim = { id, retryCount };
  const line = `message=${data.id} kind=${data.kind} attempt=${retryCount + 1}`;
  try {
    await handle(data, AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]));
    await boss.complete(QUEUE, claim);
    printLine(`[outbox] done ${line}`);
    return "done";
  } catch (error) {
    const reason = describeError(error);
    const end = retryCount >= retryLimit ? "dead" : "failed";
    await boss.fail(QUEUE, claim, { reason });
    printLine(`[outbox] ${end} ${line} error=${quote(reason)}`);
    return end;
  }
}
