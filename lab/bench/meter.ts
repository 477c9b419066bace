// Loaded into a server before anything else: notes how long each request holds the process, as a
// platform that bills functions sees it. Next asks for the waitUntil of a platform's here.
import { AsyncLocalStorage } from "node:async_hooks";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";

export interface Meter {
  /** Requests that are answered or have work left to wait for. */
  open: number;
  /** Of each that is over: its path, and ms from its arrival to the end of all that it waited for. */
  held: [path: string, ms: number][];
}

const meter: Meter = { open: 0, held: [] };
const contexts = new AsyncLocalStorage<{ waitUntil: (promise: Promise<unknown>) => void }>();
Object.assign(globalThis, {
  meter,
  [Symbol.for("@next/request-context")]: { get: () => contexts.getStore() },
});

function contextOf(request: IncomingMessage, response: ServerResponse) {
  const arrived = performance.now();
  let left = 1;
  meter.open += 1;
  const ended = () => {
    left -= 1;
    if (left > 0) return;
    meter.open -= 1;
    meter.held.push([request.url ?? "", performance.now() - arrived]);
  };
  response.once("close", ended);
  return {
    waitUntil(promise: Promise<unknown>) {
      left += 1;
      promise.then(ended, ended);
    },
  };
}

// oxlint-disable-next-line typescript/unbound-method -- it is called with its server, below
const { emit } = Server.prototype;
Server.prototype.emit = function emitInContext(event: string, ...values: unknown[]) {
  const go = () => Reflect.apply(emit, this, [event, ...values]) as boolean;
  if (event !== "request") return go();
  const [request, response] = values as [IncomingMessage, ServerResponse];
  return contexts.run(contextOf(request, response), go);
};
