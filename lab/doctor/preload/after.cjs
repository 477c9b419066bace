// after(): each of Next's bundles has an AfterContext of its own, and hands it to an AsyncLocalStorage
// as `afterContext`. There it is found, whatever bundle it comes from, and its after() is watched.
"use strict";
const { AsyncLocalStorage } = require("node:async_hooks");
const { emit, nextId, now } = require("./log.cjs");
const { context, current, hold, runIn } = require("./request.cjs");
const { stack } = require("./stack.cjs");

const { AFTER_DOCTOR_PHASE, AFTER_DOCTOR_RUN } = process.env;
const CODE_CHARACTERS = 300;

/** What Next does for after() itself is no floating work of the callback that calls it. */
const quiet = new AsyncLocalStorage();
exports.isQuiet = () => quiet.getStore() === true;

const contexts = new WeakMap();
const watched = new WeakSet();
const units = new WeakMap();
/** Where Next keeps what it renders just now; Next 15 does not hand it to after(). */
const unitStorages = new Set();

function currentUnit() {
  for (const storage of unitStorages) {
    const unit = storage.getStore();
    if (unit) return unit;
  }
  return undefined;
}

/** An id for each render, so that two calls in one are told from one call in each of two. */
function renderOf(unit) {
  if (!unit) return undefined;
  if (!units.has(unit)) units.set(unit, nextId());
  return units.get(unit);
}

function adopt(store) {
  const { afterContext } = store;
  if (typeof afterContext?.after !== "function" || contexts.has(afterContext)) return;
  const request = current()?.request;
  contexts.set(afterContext, { request, store });
  const { waitUntil } = afterContext;
  if (typeof waitUntil === "function" && request) {
    afterContext.waitUntil = (promise) => {
      hold(request, promise);
      return waitUntil(promise);
    };
  }
  const prototype = Object.getPrototypeOf(afterContext);
  if (watched.has(prototype)) return;
  watched.add(prototype);
  watch(prototype);
}

function watch(prototype) {
  const original = prototype.after;
  prototype.after = function (task, ...rest) {
    const seen = contexts.get(this) ?? {};
    const request = current()?.request ?? seen.request;
    const unit = rest[0] ?? currentUnit();
    const watchedTask = { id: nextId(), ended: 0 };
    const isCallback = typeof task === "function";
    emit("scheduled", {
      task: watchedTask.id,
      request: request?.id,
      route: seen.store?.route ?? seen.store?.page,
      unit: unit?.type,
      phase: unit?.phase,
      render: renderOf(unit),
      tags: [unit?.implicitTags?.tags, unit?.implicitTags].find(Array.isArray),
      stack: stack(),
      // A minifier may inline the call; then its callback's text still tells where it was.
      ...(isCallback && { code: String(task).slice(0, CODE_CHARACTERS) }),
    });
    if (!isCallback) watchPromise(watchedTask, task);
    const given = isCallback ? () => call(task, request, watchedTask) : task;
    try {
      return runIn(quiet, true, () => original.call(this, given, ...rest));
    } catch (error) {
      end("refused", watchedTask, error);
      throw error;
    }
  };
}

/** Counts a callback; calls it only where the user asked for that. */
function call(task, request, watchedTask) {
  emit("started", { task: watchedTask.id });
  if (AFTER_DOCTOR_RUN !== "1") return end("ended", watchedTask);
  let result;
  try {
    const inContext = () => runIn(context, { request, task: watchedTask }, task);
    result = runIn(quiet, false, inContext);
  } catch (error) {
    end("threw", watchedTask, error);
    throw error;
  }
  if (typeof result?.then !== "function") {
    end("ended", watchedTask);
    return result;
  }
  return watchPromise(watchedTask, result, false);
}

function watchPromise(watchedTask, promise, isStart = true) {
  if (isStart) emit("started", { task: watchedTask.id });
  return promise?.then?.(
    (value) => {
      end("ended", watchedTask);
      return value;
    },
    (error) => {
      end("threw", watchedTask, error);
      // Next handles the promise itself; only the callback's result is passed on.
      if (!isStart) throw error;
    },
  );
}

function end(event, watchedTask, error) {
  watchedTask.ended = now();
  emit(event, { task: watchedTask.id, ...(event !== "ended" && { error: String(error) }) });
}

exports.install = () => {
  for (const name of ["run", "enterWith"]) {
    const original = AsyncLocalStorage.prototype[name];
    AsyncLocalStorage.prototype[name] = function (store, ...rest) {
      if (store !== null && typeof store === "object") {
        if (store.afterContext) adopt(store);
        else if (typeof store.type === "string" && "phase" in store) unitStorages.add(this);
      }
      return original.call(this, store, ...rest);
    };
  }
  emit("watching", { phase: AFTER_DOCTOR_PHASE });
};
