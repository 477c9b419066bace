import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Run } from "./cell.ts";
import { copyWithNext } from "./copy-with-next.ts";
import { committedMap } from "./map-file.ts";

/** Measures these hosts on another version of Next, in a copy. Throws where that does not build. */
export async function measureOtherNext(
  asked: string,
  hosts: readonly string[],
): Promise<{ version: string; than: string; runs: Run[] }> {
  console.log(`Installing Next.js ${asked} in a copy of the project`);
  const { folder, version, remove } = await copyWithNext(asked);
  try {
    const file = join(folder, "runs.json");
    const script = join(folder, "lab/map/measure/to-file.ts");
    const child = spawn(process.execPath, [script, file, ...hosts], {
      cwd: folder,
      stdio: ["ignore", "inherit", "inherit"],
    });
    const [code] = (await once(child, "exit")) as [number | null];
    if (code !== 0) throw new Error(`The map could not be measured on Next.js ${version}.`);
    const runs = JSON.parse(readFileSync(file, "utf8")) as Run[];
    return { version, than: committedMap().next, runs };
  } finally {
    remove();
  }
}
