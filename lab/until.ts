import { setTimeout as delay } from "node:timers/promises";

/**
 * Waits until something holds, for so many ms at most, looking every so many ms. Returns whether it
 * came to hold.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  patienceMs: number,
  everyMs = 20,
): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > deadline) return false;
    await delay(everyMs);
  }
  return true;
}
