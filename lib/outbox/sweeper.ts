import "server-only";
import { env } from "../env";
import { holdClose } from "../process/hold-close";
import { perProcess } from "../process/per-process";
import { mayHoldMessages } from "./database";

const SWEEP_EVERY_MS = 10_000;
const SWEEP_MS = 25_000;

/** Delivers what earlier processes left, now and every ten seconds: where a process runs on. */
export function startSweeper(): void {
  if (env().onVercel) return;
  perProcess("sweeper", () => {
    const stop = new AbortController();
    let sweeping: Promise<void> | undefined;
    async function tick(): Promise<void> {
      try {
        // Not before it is needed: the start of a server that keeps nothing does not wait for it.
        const { sweep } = await import("./deliver");
        await sweep(SWEEP_MS, stop.signal);
      } catch (error) {
        console.error("The outbox could not be swept:", error);
      }
      sweeping = undefined;
    }
    function start(): void {
      // Nothing was ever written down: no database is opened for that.
      if (!stop.signal.aborted && mayHoldMessages()) sweeping ??= tick();
    }
    // What it holds when the process ends would wait until its lease expires.
    holdClose(() => {
      stop.abort();
      return sweeping;
    });
    start();
    return setInterval(start, SWEEP_EVERY_MS).unref();
  });
}
