// Where a call comes from: the frames as V8 has them, to be mapped to the source by the doctor.
"use strict";
const DEPTH = 60;
const COMBINATORS = new Set(["race", "any", "all", "allSettled"]);

function sites(depth) {
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = depth;
  Error.prepareStackTrace = (_, callSites) => callSites;
  const callSites = new Error().stack;
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  return callSites
    .map((site) => ({ site, file: site.getFileName() ?? site.getScriptNameOrSourceURL?.() }))
    .filter(({ file }) => !file?.startsWith("node:") && !file?.startsWith(__dirname));
}

const framesOf = (found) =>
  found.flatMap(({ site, file }) => {
    if (!file) return [];
    const path = file.replace(/^file:\/\//, "");
    return [[path, site.getLineNumber(), site.getColumnNumber(), site.getFunctionName() ?? ""]];
  });

/** The frames above the caller's, without Node's and the preload's: [file, line, column, function]. */
exports.stack = (depth = DEPTH) => framesOf(sites(depth));

/** The same, and whether it is Promise.race or its like that subscribes to a promise. */
exports.stackOfPromise = (depth) => {
  const found = sites(depth);
  const [first, second] = found.map(({ site, file }) => (file ? "" : site.getFunctionName()));
  return { stack: framesOf(found), isCombinator: first === "then" && COMBINATORS.has(second) };
};
