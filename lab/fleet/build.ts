import { cp } from "node:fs/promises";
import { join } from "node:path";
import { build, buildFolder, copyProject } from "../../e2e/builds.ts";
import { standaloneFolder } from "../../e2e/hosts/standalone.ts";

/** Routes that only these builds have. */
export const FIRE_ROUTES = "lab/fire/routes";

/** Builds the project for `next start`, with a standalone server beside it. */
export async function buildStandalone(name: string): Promise<void> {
  await build(await copyProject(name, FIRE_ROUTES), { BUILD_STANDALONE: "true" });
  const folder = buildFolder(name);
  // As the Dockerfile does.
  await cp(join(folder, ".next/static"), join(standaloneFolder(folder), ".next/static"), {
    recursive: true,
  });
}
