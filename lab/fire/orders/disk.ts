import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MiB = 1024 * 1024;

/** A small disk that can be full. */
export interface Disk {
  folder: string;
  fill: () => void;
  empty: () => void;
  remove: () => void;
}

/** A file system of so many MiB in memory; undefined where this process may not mount one. */
export function smallDisk(mebibytes: number): Disk | undefined {
  const folder = mkdtempSync(join(tmpdir(), "small-disk-"));
  const args = ["-t", "tmpfs", "-o", `size=${mebibytes}m,mode=0777`, "tmpfs", folder];
  if (spawnSync("mount", args).status !== 0) {
    rmdirSync(folder);
    return undefined;
  }
  const ballast = join(folder, "ballast");
  return {
    folder,
    fill() {
      for (let size = mebibytes * MiB; size > 0; size = Math.floor(size / 2)) {
        try {
          writeFileSync(ballast, Buffer.alloc(size), { flag: "a" });
        } catch {
          // It takes what there is room for, and then half of it.
        }
      }
    },
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      const { status, stderr } = spawnSync("umount", [folder], { encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
      rmdirSync(folder);
    },
  };
}
