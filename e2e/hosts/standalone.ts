import { join, relative } from "node:path";
import { root } from "../builds.ts";
import { freePort } from "../loopback.ts";
import { type NextHost, serve } from "./next-start.ts";

/** Where a build of the project in `folder` has its standalone server: laid out as from the project's root. */
export const standaloneFolder = (folder: string): string =>
  join(folder, ".next/standalone", relative(root, folder));

/**
 * Serves the standalone build of the project in `folder` on a free port of 127.0.0.1, as the
 * Dockerfile does. What it writes goes into `all`, too.
 */
export async function startStandalone(
  env: Record<string, string>,
  folder: string,
  all?: string[],
): Promise<NextHost> {
  // It takes 0 for no port.
  const own = {
    PORT: String(await freePort()),
    HOSTNAME: "127.0.0.1",
    KEEP_ALIVE_TIMEOUT: "65000",
  };
  return serve([join(standaloneFolder(folder), "server.js")], { ...env, ...own }, undefined, all);
}
