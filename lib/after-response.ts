import "server-only";
import { after } from "next/server";
import { tellListeners } from "./after/listeners";
import { describeError, runWithDeadline } from "./after/run-with-deadline";
import { inSpanOf } from "./after/spans";
import type { Task } from "./after/task";
import { requestHeaders } from "./http/request-headers";
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
 * a prerender and a prefetch never get past it. It throws inside "use cache" (Next's own error) and
 * outside a request, and nowhere else; the response neither waits for `run` nor fails with it.
 *
 * Tasks start when the connection closes: after the response, or as soon as the visitor leaves, while
 * this request may still be at work. So call it after the change that it reports, never before.
 * `run` has `AFTER_TIMEOUT_MS`, or what the host leaves if that is less; then it is given up.
 */
export async function afterResponse(
  name: string,
  run: (context: TaskContext) => Promise<void> | void,
): Promise<void> {
  const task: Task = { name, requestId: requestIdOf(await requestHeaders()), run: newRun() };
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
