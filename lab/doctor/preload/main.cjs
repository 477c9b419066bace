// What runs in your build and your server while the doctor looks at them. `NODE_OPTIONS=--require`
// loads it into `next build`, its workers and `next start`; without AFTER_DOCTOR_LOG it does nothing.
//
//   log.cjs         writes what was seen, one JSON line an event, to a file of the doctor's
//   stack.cjs       where a call comes from
//   request.cjs     which request something belongs to, and when a platform would freeze it
//   after.cjs       after(): scheduled, started, ended; a callback is called with --run only
//   wait-until.cjs  waitUntil() of @vercel/functions
//   late.cjs        what goes on when nothing holds it any more
//   config.cjs      the five settings of next.config that the doctor changes
//
// It sends nothing anywhere, reads no body, and of headers only those that request.cjs names.
"use strict";

const { AFTER_DOCTOR_LOG, AFTER_DOCTOR_PHASE } = process.env;

if (AFTER_DOCTOR_LOG) {
  require("./config.cjs").install();
  require("./after.cjs").install();
  if (AFTER_DOCTOR_PHASE === "start") {
    require("./request.cjs").install();
    require("./wait-until.cjs").install();
    require("./late.cjs").install();
  }
  require("./log.cjs").emit("loaded", { phase: AFTER_DOCTOR_PHASE });
}
