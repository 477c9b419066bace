import "server-only";
import { perProcess } from "../process/per-process";
import { printLine } from "../process/print-line";

const LINE_EVERY_MS = 60_000;

interface Refusals {
  unlogged: number;
  /** There was a line within the last minute. */
  timer: NodeJS.Timeout | undefined;
}

const refusals = () =>
  perProcess("refusals", () => {
    const created: Refusals = { unlogged: 0, timer: undefined };
    // Those of the last minute.
    process.once("exit", () => log(created));
    return created;
  });

function log(state: Refusals): void {
  state.timer = undefined;
  if (state.unlogged === 0) return;
  printLine(`[rate-limit] refused=${state.unlogged} variable=TRACK_RATE_LIMIT`);
  state.unlogged = 0;
  state.timer = setTimeout(() => log(state), LINE_EVERY_MS).unref();
}

/**
 * Counts a request that the rate limit refused. The first one is logged at once; the ones after it
 * with the next line, a minute later or as the process ends. Each line says how many were refused
 * since the line before. The wait for it keeps no process running.
 */
export function countRefusal(): void {
  const state = refusals();
  state.unlogged += 1;
  if (!state.timer) log(state);
}
