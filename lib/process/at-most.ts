import { setTimeout } from "node:timers/promises";

/**
 * Runs something that the caller can do without, and waits `ms` for it at most. Resolves with what it
 * threw, or with an error if it takes longer; with nothing when all went well. Never rejects.
 */
export function atMost(ms: number, run: () => Promise<unknown>): Promise<unknown> {
  const late = setTimeout(ms, new Error(`It took more than ${ms} ms`), { ref: false });
  const ran = async () => {
    try {
      await run();
      return undefined;
    } catch (error) {
      return error ?? new Error("It threw nothing");
    }
  };
  return Promise.race([ran(), late]);
}
