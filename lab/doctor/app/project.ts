import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { CannotTell } from "../cannot-tell.ts";

/** Where the doctor's own build goes, beside the app's. */
export const DIST = ".next-doctor";

/** Versions of Next whose inside the preload was tried on. */
const KNOWN = { from: [15, 1], to: [16, 4] } as const;

export interface Project {
  dir: string;
  version: string;
  /** Next's command line. */
  next: string;
  /** The app's own choice of a bundler, as `next build` takes it. */
  flags: string[];
}

/** What is in a folder. Throws CannotTell where that is no app that the doctor knows how to watch. */
export function projectIn(dir: string): Project {
  const require = createRequire(join(dir, "package.json"));
  const next = resolveNext(require, dir);
  const { version } = require("next/package.json") as { version: string };
  if (!isKnown(version)) {
    throw new CannotTell(
      `Next ${version} is no version that the doctor knows: it was tried from ${KNOWN.from.join(".")} to ${KNOWN.to.join(".")}.`,
    );
  }
  if (!["app", "src/app"].some((folder) => existsSync(join(dir, folder)))) {
    throw new CannotTell(`${dir} has neither app nor src/app: after() belongs to the App Router.`);
  }
  return { dir, version, next, flags: bundlerOf(dir) };
}

function resolveNext(require: NodeJS.Require, dir: string): string {
  try {
    return require.resolve("next/dist/bin/next");
  } catch {
    throw new CannotTell(`next is not installed for ${dir}: install its dependencies first.`);
  }
}

/** Whether the preload was tried on it. Pre-releases count as what they lead to. */
export function isKnown(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const at = (of: readonly [number, number]) => major - of[0] || minor - of[1];
  return at(KNOWN.from) >= 0 && at(KNOWN.to) <= 0;
}

function bundlerOf(dir: string): string[] {
  const { scripts } = JSON.parse(readFileSync(join(dir, "package.json"), "utf8")) as {
    scripts?: { build?: string };
  };
  return scripts?.build?.match(/--(?:webpack|turbopack|turbo)\b/g) ?? [];
}

/** The folders in which a path of a source map may be meant: the app's and those above it. */
export function foldersAbove(dir: string): string[] {
  const above = dirname(dir);
  return above === dir ? [dir] : [dir, ...foldersAbove(above)];
}
