import "server-only";
import { getDeadline } from "@vercel/functions";
import { headers } from "next/headers";
import { after, connection } from "next/server";
import { formatAfterLine, type TaskState } from "./after/log-line";
import { env } from "./env";
import { printLine } from "./process/print-line";
import { openReceipt } from "./after/receipts";
import { requestIdOf } from "./http/request-id";

export interface TaskContext {
  requestId: string;
  /** Aborts when the task is given up: pass it on to whatever can be cancelled. */
  signal: AbortSignal;
}

/** Left of the host's own deadline, in ms, to write the last line before the host kills us. */
const LAST_WORDS_MS = 500;

const MAX_ERROR_LENGTH = 500;

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
  task: string,
  run: (context: TaskContext) => Promise<void> | void,
): Promise<void> {
  // Next may render a page twice for one request, and for a prefetch: headers(), cookies() and
  // params resolve in each of these renders, connection() only in the one that is sent.
  await connection();

  const requestId = requestIdOf(await headers());
  const receipt = openReceipt(requestId, task);

  async function enter(state: TaskState, end: { ms?: number; error?: string } = {}) {
    printLine(formatAfterLine({ state, task, request: requestId, ...end }));
    await receipt.enter(state, end);
  }

  const scheduled = enter("scheduled");
  try {
    after(async () => {
      const started = performance.now();
      const starting = enter("start");
      const outcome = await runWithDeadline((signal) => run({ requestId, signal }));
      const ended = enter(outcome.state, {
        ms: Math.round(performance.now() - started),
        ...outcome.reason,
      });
      await Promise.all([scheduled, starting, ended]);
    });
  } catch (error) {
    // The host gives Next no waitUntil: after() refuses, and the page must not pay for it.
    await enter("failed", { ms: 0, error: describe(error) });
  }
}

type Outcome = { state: "done" | "failed" | "timeout"; reason?: { error: string } };

async function runWithDeadline(
  run: (signal: AbortSignal) => Promise<void> | void,
): Promise<Outcome> {
  const controller = new AbortController();
  const expiry = Promise.withResolvers<Outcome>();
  const timer = setTimeout(() => {
    expiry.resolve({ state: "timeout" });
    controller.abort(new DOMException("The task was given up", "TimeoutError"));
  }, timeLeftMs());
  const settled = (async (): Promise<Outcome> => {
    try {
      await run(controller.signal);
      return { state: "done" };
    } catch (error) {
      return { state: "failed", reason: { error: describe(error) } };
    }
  })();
  // Next keeps a request in memory for as long as its callback runs: one that never settles would
  // be kept for the life of the server (vercel/next.js#98561).
  try {
    return await Promise.race([settled, expiry.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function timeLeftMs(): number {
  const hostDeadline = getDeadline()?.getTime() ?? Number.POSITIVE_INFINITY;
  const hostLeft = hostDeadline - Date.now() - LAST_WORDS_MS;
  return Math.max(0, Math.min(env().afterTimeoutMs, hostLeft));
}

/** Never throws, whatever was thrown: the task's last line depends on it. */
function describe(thrown: unknown): string {
  try {
    if (!(thrown instanceof Error)) return String(thrown).slice(0, MAX_ERROR_LENGTH);
    const { name, message, cause } = thrown;
    const why = cause instanceof Error ? ` (${cause.name}: ${cause.message})` : "";
    return `${name}: ${message}${why}`.slice(0, MAX_ERROR_LENGTH);
  } catch {
    return "something that cannot be described";
  }
}
