import { perProcess } from "./per-process.ts";

/**
 * Aborts when this process is told to stop by SIGTERM or SIGINT, before any other listener of the
 * signal hears of it: call it while the process starts. A signal that nobody else listens to (under
 * `NEXT_MANUAL_SIG_HANDLE`, until you listen to it) ends the process, as without this.
 */
export function stopping(): AbortSignal {
  return perProcess("stopping", () => {
    const controller = new AbortController();
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const stop = () => {
        controller.abort();
        if (process.listenerCount(signal) > 1) return;
        // Whoever listens takes Node's own answer away.
        process.off(signal, stop);
        process.kill(process.pid, signal);
      };
      // Next listens since before it loads the app.
      process.prependListener(signal, stop);
    }
    return controller.signal;
  });
}
