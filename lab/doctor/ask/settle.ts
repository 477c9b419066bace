import { setTimeout as delay } from "node:timers/promises";
import type { EventLog } from "../watch/event-log.ts";

/** So long a server is waited for. */
export const DEADLINE_MS = 15_000;
const LOOK_MS = 40;
/** So many looks in a row must find nothing new. */
const CALM = 3;

/** Waits until the server has nothing to do for a visitor any more, or for the deadline. */
export async function settle(
  log: EventLog,
  visitor: number,
  isAsking: () => Promise<boolean> = async () => false,
): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  let last = -1;
  for (let calm = 0; calm < CALM && Date.now() < deadline;) {
    await delay(LOOK_MS);
    const asking = await isAsking();
    log.read();
    const { count, isBusy } = log.stateOf(visitor);
    calm = count === last && !isBusy && !asking ? calm + 1 : 0;
    last = count;
  }
  log.giveUp(visitor);
}
