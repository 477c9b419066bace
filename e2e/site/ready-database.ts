import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { buildFolder } from "../builds.ts";

const { dependencies } = createRequire(import.meta.url)("../../package.json") as {
  dependencies: Record<string, string>;
};
/** By its version: a later one may not read what an earlier one wrote. */
const ready = buildFolder(`database-${dependencies["@electric-sql/pglite"]}`);

/**
 * A new folder for DATA_DIR whose embedded database is there already, and empty. The app makes one
 * where there is none, which takes seconds: what is not about that starts from a copy.
 */
export async function readyDataFolder(): Promise<string> {
  if (!existsSync(ready)) await make();
  const folder = await mkdtemp(join(tmpdir(), "data-"));
  await cp(ready, join(folder, "postgres"), { recursive: true });
  return folder;
}

async function make(): Promise<void> {
  await mkdir(dirname(ready), { recursive: true });
  const draft = `${ready}.${crypto.randomUUID()}`;
  await (await PGlite.create(draft)).close();
  // Another process may have been first.
  await rename(draft, ready).catch(() => rm(draft, { recursive: true }));
}
