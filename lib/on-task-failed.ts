import "server-only";
import { type Failure, printStack } from "./after/print-stack";

/**
 * Called once for each task that failed or timed out, and for each message that was given up, with
 * what was thrown (of a timeout: a `TimeoutError`). Yours to edit. It is waited for, for a second, so
 * that a host that freezes does not cut it off; what it throws is logged, and fails nothing.
 *
 * Sentry (`@sentry/nextjs`):
 *
 *     Sentry.captureException(error, { tags: { task, state }, extra: { requestId } });
 *     await Sentry.flush(900);
 *
 * PostHog's error tracking (`posthog-node`, a client for the whole process):
 *
 *     await posthog.captureExceptionImmediate(error, undefined, { task, state, request_id: requestId });
 */
export async function onTaskFailed(error: unknown, failure: Failure): Promise<void> {
  printStack(error, failure);
}
