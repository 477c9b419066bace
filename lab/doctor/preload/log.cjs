// Writes events for the doctor, one JSON line each, at once: a process may be killed or stopped any time.
"use strict";
const { openSync, writeSync } = require("node:fs");
const { threadId } = require("node:worker_threads");

const file = openSync(process.env.AFTER_DOCTOR_LOG, "a");
let serial = 0;

/** An id that no other process and no other thread gives. */
exports.nextId = () => `${process.pid}.${threadId}.${++serial}`;

/** Milliseconds since the epoch, with fractions. */
exports.now = () => performance.timeOrigin + performance.now();

exports.emit = (event, fields) => {
  writeSync(file, `${JSON.stringify({ e: event, t: exports.now(), ...fields })}\n`);
};
