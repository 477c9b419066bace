import "server-only";
import { addAbortListener } from "node:events";
import type { JobWithMetadata } from "pg-boss";
import { afterResponse } from "../after-response";
import { tellOfFailure } from "../after/failures";
import { quote } from "../after/log-line";
import { spanOfTraceparent } from "../after/request-span";
import { describeError } from "../after/run-with-deadline";
import { beginSpan, endSpan, flushTelemetry } from "../after/spans";
import { env } from "../env";
import { UNKNOWN_REQUEST } from "../http/request-id";
import { perProcess } from "../process/per-process";
import { printLine } from "../process/print-line";
import { handle, type Message } from "./message";
import { DEAD, type Outbox, outbox, QUEUE } from "./outbox";

/** One attempt at one message; a claim lasts longer. */
const ATTEMPT_MS = 5_000;
const BATCH = 10;
/** Vercel keeps 256 log lines of a request: a message has one, and what is given up a stack. */
const MAX_ON_VERCEL = 100;
/** How often the fast path looks for what somebody else's lapsed claims hold. */
const FREE_EVERY_MS = 60_000;

type End = "done" | "failed" | "dead";
export type Delivered = Record<End, number>;

/** Delivers, right after the response to this request, its messages and what earlier ones left. */
export const deliverAfterResponse = (): Promise<void> =>
  afterResponse("outbox", async ({ signal }) => {
    const { boss } = await outbox();
    const freed = perProcess("freed claims", () => ({ at: 0 }));
    if (Date.now() - freed.at > FREE_EVERY_MS) {
      freed.at = Date.now();
      await boss.supervise(QUEUE);
    }
    await deliver(signal);
  });

/**
 * Frees what lapsed claims hold, and delivers what is due. Takes nothing more once `stop` aborts,
 * and gives up what is under way when `signal` does. Says how many messages are dead in all.
 */
export async function sweep(signal: AbortSignal, stop = signal): Promise<Delivered> {
  const { boss } = await outbox();
  await boss.supervise(QUEUE);
  const delivered = await deliver(signal, stop);
  await flushTelemetry();
  const { total } = await boss.previewRedrive(DEAD, { limit: 100_000 });
  return { ...delivered, dead: total };
}

async function deliver(signal: AbortSignal, stop = signal): Promise<Delivered> {
  const { boss } = await outbox();
  const delivered: Delivered = { done: 0, failed: 0, dead: 0 };
  const most = env().onVercel ? MAX_ON_VERCEL : Number.POSITIVE_INFINITY;
  for (let taken = 0; taken < most && !stop.aborted; taken += BATCH) {
    const jobs = await boss.fetch<Message>(QUEUE, { batchSize: BATCH, includeMetadata: true });
    const ends = await Promise.all(jobs.map((job) => attempt(boss, job, signal)));
    for (const end of ends) delivered[end] += 1;
    if (jobs.length < BATCH) break;
  }
  return delivered;
}

/** Rejects when `signal` aborts: not all that is handled can be cancelled. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => addAbortListener(signal, () => reject(signal.reason)));

async function attempt(
  boss: Outbox["boss"],
  { id, data, retryCount, retryLimit }: JobWithMetadata<Message>,
  signal: AbortSignal,
): Promise<End> {
  // With its number: who thaws after its claim has lapsed must not settle another's attempt.
  const claim = { id, retryCount };
  const { requestId = UNKNOWN_REQUEST } = data;
  const task = `outbox ${data.kind}`;
  const span = beginSpan(task, spanOfTraceparent(data.traceparent), {
    "outbox.message": data.id,
    "outbox.attempt": retryCount + 1,
    "after.request_id": requestId,
  });
  const line = `message=${data.id} kind=${data.kind} attempt=${retryCount + 1}`;
  try {
    const attempted = AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]);
    await Promise.race([handle(data, attempted), aborted(attempted)]);
    await boss.complete(QUEUE, claim);
    printLine(`[outbox] done ${line}`);
    endSpan(span, "outbox.state", { state: "done" });
    return "done";
  } catch (error) {
    const reason = describeError(error);
    const end = retryCount >= retryLimit ? "dead" : "failed";
    printLine(`[outbox] ${end} ${line} error=${quote(reason)}`);
    endSpan(span, "outbox.state", { state: end, error: reason });
    await boss
      .fail(QUEUE, claim, { reason })
      // It is tried again when its claim lapses.
      .catch((lost: unknown) => console.error(`[outbox] message=${data.id} not settled:`, lost));
    if (end === "dead") await tellOfFailure(error, { task, requestId, state: end });
    return end;
  }
}
