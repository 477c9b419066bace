import { expect } from "@playwright/test";
import { UnreadableLogs } from "./log-source";

type Look<T> = { seen: T } | { error: unknown };

/**
 * Looks at logs again and again, for `deadlineMs` at most, until a look succeeds and `isEnough`
 * accepts what it saw. Returns what the last look saw. Rejects with the error of the last look where
 * that failed, and without waiting where logs can never be read ({@link UnreadableLogs}).
 */
export async function lookUntil<T>(
  deadlineMs: number,
  look: () => Promise<T>,
  isEnough: (seen: T) => boolean = () => true,
): Promise<T> {
  const slow = new Error(`The logs could not be read within ${deadlineMs / 1000} s`);
  let last = { error: slow } as Look<T>;
  const isOver = async () => {
    try {
      const seen = await look();
      last = { seen };
      return isEnough(seen);
    } catch (error) {
      last = { error };
      return error instanceof UnreadableLogs;
    }
  };
  // What is not enough by then is for the caller to judge.
  await expect
    .poll(isOver, { timeout: deadlineMs })
    .toBe(true)
    .catch(() => undefined);
  if ("error" in last) throw last.error;
  return last.seen;
}
