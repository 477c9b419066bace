import "server-only";
import { headers } from "next/headers";
import { after, connection } from "next/server";
import { tellListeners } from "./after/listeners";
import { describeError, runWithDeadline } from "./after/run-with-deadline";
import { inSpanOf } from "./after/spans";
import type { Task } from "./after/task";
import { requestIdOf } from "./http/request-id";

export interface TaskContext {
  requestId: string;
  /** Aborts when the task is given up: pass it on to whatever can be cancelled. */
  signal: AbortSignal;
}

/**
 * Runs `run` once after the response to this request has been sent, and says in the logs how it
 * ended. The only place that may call Next's `after()`.
 *
 * Await it before the component, route or action returns. It waits for a real request, so a build,
 * a prerender and a prefetch never get past it, and inside "use cache" it throws Next's own error.
 * Apart from that it never rejects, and the response neither waits for `run` nor fails with it.
 * `run` has `AFTER_TIMEOUT_MS`, or what the host leaves if that is less; then it is given up.
 */
export async function afterResponse(
  name: string,
  run: (context: TaskContext) => Promise<void> | void,
): Promise<void> {
  // Next may render a page twice for one request, and for a prefetch: headers(), cookies() and
  // params resolve in each of these renders, connection() only in the one that is sent.
  await connection();

  const task: Task = { name, requestId: requestIdOf(await headers()), run: newRun() };
  const scheduled = tellListeners({ task, state: "scheduled" });
  try {
    after(async () => {
      const startedAt = performance.now();
      const started = tellListeners({ task, state: "start" });
      const { thrown, ...outcome } = await runWithDeadline((signal) =>
        inSpanOf(task, () => run({ requestId: task.requestId, signal })),
      );
      const ms = Math.round(performance.now() - startedAt);
      await Promise.all([scheduled, started, tellListeners({ task, ...outcome, ms }, thrown)]);
    });
  } catch (error) {
    // The host gives Next no waitUntil: after() refuses, and the page must not pay for it.
    await tellListeners({ task, state: "failed", ms: 0, error: describeError(error) }, error);
  }
}

/** As long as a reader needs to tell the runs of one request apart. */
const newRun = (): string => crypto.randomUUID().slice(0, 8);
