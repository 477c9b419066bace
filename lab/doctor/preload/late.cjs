// What goes on when nothing holds it any more: of a callback after its end, of a request after the moment
// at which a platform would freeze it. A timer that merely fires, or that lost a race, is no work: something
// is told only where code goes on after an await, or begins something new.
"use strict";
const { createHook, executionAsyncId } = require("node:async_hooks");
const { isQuiet } = require("./after.cjs");
const { emit, now } = require("./log.cjs");
const { current } = require("./request.cjs");
const { stack: stackNow, stackOfPromise } = require("./stack.cjs");

const GRACE_MS = 3;
const TASK_DEPTH = 60;
const REQUEST_DEPTH = 16;
/** Where code was when it began what goes on, by async id. */
const open = new Map();
/** What runs just now although nothing holds it, by async id. */
const running = new Map();
const told = new WeakSet();

function msLate({ task, request }) {
  const limit = task ? task.ended : request.frozen;
  return limit ? now() - limit : 0;
}

function tell(begun, type) {
  const { here } = begun;
  if (told.has(begun)) return;
  told.add(begun);
  const ids = { task: here.task?.id, request: here.request?.id };
  emit("late", { ...ids, type, ms: msLate(here), stack: begun.stack });
}

const hook = createHook({
  init(id, type, trigger) {
    const by = running.get(executionAsyncId());
    if (by?.type === "Timeout") tell(by, "timer");
    // What lost a race may still make promises of its error.
    else if (by && type !== "PROMISE" && type !== "TickObject") tell(by, "promise");
    if (type !== "Timeout" && type !== "PROMISE") return;
    const here = current();
    if (!here || isQuiet()) return;
    // A render makes promises by the thousand: of a request, they are looked at less closely.
    const { stack, isCombinator } = stackOfPromise(here.task ? TASK_DEPTH : REQUEST_DEPTH);
    if (isCombinator) {
      const loser = open.get(trigger);
      if (loser) loser.raced = true;
      return;
    }
    open.set(id, { here, type, stack });
  },
  before(id) {
    const begun = open.get(id);
    if (begun && msLate(begun.here) > GRACE_MS) running.set(id, begun);
  },
  after(id) {
    const begun = running.get(id);
    running.delete(id);
    if (begun?.type === "PROMISE" && !begun.settledRace) tell(begun, "promise");
  },
  promiseResolve(id) {
    const by = running.get(executionAsyncId());
    if (by && open.get(id)?.raced) by.settledRace = true;
  },
  destroy(id) {
    open.delete(id);
  },
});

/** undici has no frame of the caller's left when an answer comes. */
function watchFetch() {
  const { fetch } = globalThis;
  globalThis.fetch = function (...args) {
    const here = current();
    const result = fetch.apply(this, args);
    if (here && !isQuiet()) {
      const begun = { here, stack: stackNow() };
      const settled = () => msLate(here) > GRACE_MS && tell(begun, "fetch");
      result.then(settled, settled);
    }
    return result;
  };
}

exports.install = () => {
  hook.enable();
  watchFetch();
};
