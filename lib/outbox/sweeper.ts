import "server-only";
import { env } from "../env";
import { perProcess } from "../process/per-process";
import { mayHoldMessages } from "./database";
import { sweep } from "./deliver";

const SWEEP_EVERY_MS = 10_000;
const SWEEP_MS = 25_000;

/** Delivers what earlier processes left, now and every ten seconds: where a process runs on. */
export function startSweeper(): void {
  if (env().onVercel) return;
  perProcess("sweeper", () => {
    let isSweeping = false;
    async function tick(): Promise<void> {
      // Nobody has ordered yet: no database is opened for that.
      if (isSweeping || !mayHoldMessages()) return;
      isSweeping = true;
      try {
        await sweep(AbortSignal.timeout(SWEEP_MS));
      } catch (error) {
        console.error("The outbox could not be swept:", error);
      }
      isSweeping = false;
    }
    void tick();
    return setInterval(() => void tick(), SWEEP_EVERY_MS).unref();
  });
}
