import { addAbortListener } from "node:events";
import { Server } from "node:http";
import { stopping } from "./stopping.ts";

/**
 * Once the process is told to stop, has `end` called when an HTTP server closes, and delays the
 * callback of its `close()` until the promise of `end` has settled. On SIGTERM `next start` exits
 * when its server has closed and the tasks of its requests have ended: of other work it knows
 * nothing. A server that closes while the process runs on is left alone.
 */
export function holdClose(end: () => Promise<void> | undefined): void {
  addAbortListener(stopping(), () => {
    // oxlint-disable-next-line typescript/unbound-method -- called below with its server
    const close = Server.prototype.close;
    Server.prototype.close = function (callback) {
      const ended = end();
      return close.call(this, async (error) => {
        await ended;
        callback?.(error);
      });
    };
  });
}
