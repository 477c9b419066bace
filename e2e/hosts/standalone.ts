import { join, relative } from "node:path";
import { root } from "../builds.ts";
import { freePort } from "../loopback.ts";
import { type NextHost, serve } from "./next-start.ts";

/** Where a build of the project in `folder` has its standalone server: laid out as from the project's root. */
export const standaloneFolder = (folder: string): string =>
  join(folder, ".next/standalone", relative(root, folder));

/** Serves the standalone build of the project in `folder` on a free port of 127.0.0.1, as the Dockerfile does. */
export async function startStandalone(
  env: Record<string, string>,
  folder: string,
): Promise<NextHost> {
  // It takes 0 for no port.
  const PORT = String(await freePort());
  return serve([join(standaloneFolder(folder), "server.js")], {
    ...env,
    PORT,
    HOSTNAME: "127.0.0.1",
  });
}
