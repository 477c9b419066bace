import "server-only";
import { addAbortListener } from "node:events";
import { tellOfFailure } from "../after/failures";
import { quote } from "../after/log-line";
import { spanOfTraceparent } from "../after/request-span";
import { describeError } from "../after/run-with-deadline";
import { beginSpan, endSpan } from "../after/spans";
import { UNKNOWN_REQUEST } from "../http/request-id";
import { printLine } from "../process/print-line";
import { handle } from "./message";
import { type Leased, type Outbox, QUEUE } from "./outbox";

/** How long one attempt at one message may take; its lease lasts longer. */
export const ATTEMPT_MS = 5_000;

/** What a batch of attempts takes at most, with the statements that lease and settle it. */
export const BATCH_MS = ATTEMPT_MS + 1_000;

export type End = "done" | "failed" | "dead";

/**
 * Attempts to deliver a message, settles its lease and prints the attempt's line. Never rejects.
 *
 * Nothing but its own time limit ends an attempt early: whoever leases a message must have
 * {@link BATCH_MS} left. A receiver that does not answer within the limit has failed the attempt, as
 * with any other error, since it may be one that never answers: such an attempt counts, and the next
 * one is made later and later (`retries` in outbox.ts), so that two days of silence cost a message
 * its 25 retries, however many runs and requests there are meanwhile.
 */
export async function attempt(
  boss: Outbox["boss"],
  { id, data, retryCount, retryLimit }: Leased,
): Promise<End> {
  // Includes the number of the attempt, so that a process which wakes up after its lease has expired
  // cannot settle a newer attempt.
  const lease = { id, retryCount };
  const { requestId = UNKNOWN_REQUEST } = data;
  const task = `outbox ${data.kind}`;
  const span = beginSpan(task, spanOfTraceparent(data.traceparent), {
    "outbox.message": data.id,
    "outbox.attempt": retryCount + 1,
    "after.request_id": requestId,
  });
  const line = `message=${data.id} kind=${data.kind} attempt=${retryCount + 1}`;
  try {
    const limit = AbortSignal.timeout(ATTEMPT_MS);
    await Promise.race([handle(data, limit), aborted(limit)]);
    await boss.complete(QUEUE, lease);
    printLine(`[outbox] done ${line}`);
    endSpan(span, "outbox.state", { state: "done" });
    return "done";
  } catch (error) {
    const reason = describeError(error);
    const end = retryCount >= retryLimit ? "dead" : "failed";
    printLine(`[outbox] ${end} ${line} error=${quote(reason)}`);
    endSpan(span, "outbox.state", { state: end, error: reason });
    await boss
      .fail(QUEUE, lease, { reason })
      // It is tried again when its lease expires.
      .catch((lost: unknown) => console.error(`[outbox] message=${data.id} not settled:`, lost));
    if (end === "dead") await tellOfFailure(error, { task, requestId, state: end });
    return end;
  }
}

/** Rejects when `signal` aborts: not all that is handled can be cancelled. */
const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => addAbortListener(signal, () => reject(signal.reason)));
