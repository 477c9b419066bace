import { Server } from "node:http";

/**
 * Has `end` called when an HTTP server is told to close, and whoever told it wait for its promise.
 * On SIGTERM `next start` exits when its server has closed and the tasks of its requests have ended:
 * of other work it knows nothing.
 */
export function holdClose(end: () => Promise<void> | undefined): void {
  // oxlint-disable-next-line typescript/unbound-method -- called below with its server
  const close = Server.prototype.close;
  Server.prototype.close = function (callback) {
    const ended = end();
    return close.call(this, async (error) => {
      await ended;
      callback?.(error);
    });
  };
}
