// waitUntil() of @vercel/functions finds the platform by this symbol. `next start` has none and the call
// would do nothing; here it is written down, and holds the request as on the platform.
"use strict";
const { emit } = require("./log.cjs");
const { current, hold } = require("./request.cjs");
const { stack } = require("./stack.cjs");

exports.install = () => {
  globalThis[Symbol.for("@vercel/request-context")] ??= {
    get() {
      const request = current()?.request;
      if (!request) return {};
      return {
        waitUntil(promise) {
          emit("waitUntil", { request: request.id, stack: stack() });
          hold(request, promise);
        },
      };
    },
  };
};
