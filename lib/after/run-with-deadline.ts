import "server-only";
import { getDeadline } from "@vercel/functions";
import { env } from "../env";

/**
 * Left of the host's own deadline, in ms, before the host kills us: for the last line, and the second
 * that whoever hears of it may take.
 */
const LAST_WORDS_MS = 1_500;
const MAX_ERROR_LENGTH = 500;

interface Outcome {
  state: "done" | "failed" | "timeout";
  /** What was thrown, and in words. */
  thrown?: unknown;
  error?: string;
}

/**
 * Runs a task and tells how it ended. It has `AFTER_TIMEOUT_MS`, or what the host leaves if that is
 * less; then `signal` aborts, and the task is given up whether or not it listens. Never rejects,
 * whatever throws: a task that was scheduled has an end.
 */
export async function runWithDeadline(
  run: (signal: AbortSignal) => Promise<void> | void,
): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  try {
    const controller = new AbortController();
    // Next keeps a request in memory for as long as its callback runs: one that never settles would
    // be kept for the life of the server (vercel/next.js#98561).
    const expired = new Promise<Outcome>((resolve) => {
      timer = setTimeout(() => {
        const thrown = new DOMException("Given up", "TimeoutError");
        resolve({ state: "timeout", thrown });
        // Later: what a listener throws may end the process, and the task needs its last line first.
        queueMicrotask(() => controller.abort(thrown));
      }, timeLeftMs());
    });
    const settled = async (): Promise<Outcome> => {
      await run(controller.signal);
      return { state: "done" };
    };
    return await Promise.race([expired, settled()]);
  } catch (error) {
    return { state: "failed", error: describeError(error), thrown: error };
  } finally {
    clearTimeout(timer);
  }
}

/** How long a task that starts now may take, in ms: `AFTER_TIMEOUT_MS`, or what the host leaves. */
export function timeLeftMs(): number {
  const hostDeadline = getDeadline()?.getTime() ?? Number.POSITIVE_INFINITY;
  const hostLeft = hostDeadline - Date.now() - LAST_WORDS_MS;
  return Math.max(0, Math.min(env().afterTimeoutMs, hostLeft));
}

/** What was thrown, in at most 500 characters. Never throws: a task's last line depends on it. */
export function describeError(thrown: unknown): string {
  try {
    if (!(thrown instanceof Error)) return String(thrown).slice(0, MAX_ERROR_LENGTH);
    const { name, message, cause } = thrown;
    const why = cause instanceof Error ? ` (${cause.name}: ${cause.message})` : "";
    return `${name}: ${message}${why}`.slice(0, MAX_ERROR_LENGTH);
  } catch {
    return "something that cannot be described";
  }
}
