import { join } from "node:path";
import { standaloneFolder } from "../builds.ts";
import { freePort } from "../loopback.ts";
import { type NextHost, serve } from "./next-start.ts";

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
