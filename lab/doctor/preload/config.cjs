// The settings of next.config that the doctor changes, as Next loads it: where the build goes, source maps
// of server code, a server to start, and no checks that are not the doctor's business.
"use strict";
const Module = require("node:module");
const { emit } = require("./log.cjs");

const { AFTER_DOCTOR_DIST } = process.env;
const IS_CONFIG = /(^|[\\/])config(\.js)?$/;

function change(config) {
  emit("config", { output: config.output, basePath: config.basePath });
  config.distDir = AFTER_DOCTOR_DIST;
  if (config.distDirRoot) config.distDirRoot = AFTER_DOCTOR_DIST;
  Object.assign(config.experimental, {
    // webpack leaves them out otherwise.
    serverSourceMaps: true,
    // A minifier joins statements, and then a map no longer tells which of them called.
    serverMinification: false,
    turbopackMinify: false,
  });
  // `next start` serves a standalone build, too, but complains.
  if (config.output === "standalone") config.output = undefined;
  // The app's own build checks these.
  if (config.typescript) config.typescript.ignoreBuildErrors = true;
  if (config.eslint) config.eslint.ignoreDuringBuilds = true;
  return config;
}

/** Next's module that loads next.config, with a load that changes what it found. */
function changing(loaded) {
  const load = async (...args) => change(await loaded.default(...args));
  return new Proxy(loaded, { get: (from, key) => (key === "default" ? load : from[key]) });
}

exports.install = () => {
  const changed = new WeakMap();
  const load = Module._load;
  Module._load = function (request, ...rest) {
    const loaded = load.call(this, request, ...rest);
    const isConfig = IS_CONFIG.test(request) && loaded?.normalizeConfig;
    if (!isConfig || typeof loaded.default !== "function") return loaded;
    if (!changed.has(loaded)) changed.set(loaded, changing(loaded));
    return changed.get(loaded);
  };
};
