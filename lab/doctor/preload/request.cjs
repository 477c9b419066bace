// Which request something belongs to: all that a request does runs in a context of its own.
"use strict";
const { AsyncLocalStorage } = require("node:async_hooks");
const http = require("node:http");
const { emit, nextId, now } = require("./log.cjs");

/** The only headers that are written down. */
const HEADERS = [
  "user-agent",
  "rsc",
  "next-router-prefetch",
  "next-router-segment-prefetch",
  "next-action",
  "sec-purpose",
];

const { run } = AsyncLocalStorage.prototype;
/** Holds { request, task }: the task where a callback of after() runs. */
const context = new AsyncLocalStorage();

exports.context = context;
exports.current = () => context.getStore();
/** Runs it in a context, past the preload's own watch over AsyncLocalStorage. */
exports.runIn = (storage, store, work) => run.call(storage, store, work);

/** Counts a promise that keeps a platform from freezing the request. */
exports.hold = (request, promise) => {
  if (!request) return;
  request.held += 1;
  request.frozen = 0;
  const release = () => {
    request.held -= 1;
    setImmediate(maybeFreeze, request);
  };
  Promise.resolve(promise).then(release, release);
};

/** A platform may freeze when the response is out and all that waitUntil holds has settled. */
function maybeFreeze(request) {
  if (request.closed && request.held === 0) request.frozen = now();
}

exports.install = () => {
  const original = http.Server.prototype.emit;
  http.Server.prototype.emit = function (event, request, response, ...rest) {
    const pass = () => original.call(this, event, request, response, ...rest);
    if (event !== "request" || exports.current()) return pass();
    const seen = { id: nextId(), closed: false, held: 0, frozen: 0 };
    const headers = Object.fromEntries(HEADERS.map((name) => [name, request.headers[name]]));
    emit("request", { request: seen.id, method: request.method, url: request.url, headers });
    response.on("close", () => {
      // HEAD is answered while its page still renders, a client may go, and a stale page is made anew.
      const isWhole = request.method !== "HEAD" && response.writableFinished;
      seen.closed = isWhole && response.getHeader("x-nextjs-cache") !== "STALE";
      emit("response", { request: seen.id, status: response.statusCode });
      maybeFreeze(seen);
    });
    return exports.runIn(context, { request: seen }, pass);
  };
};
