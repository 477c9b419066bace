import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const DEBIAN = "/usr/lib/postgresql";
/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
const isRoot = process.getuid?.() === 0;

const path = (process.env.PATH ?? "").split(":");

/** The folder of PostgreSQL's programs, the newest first; undefined where there are none. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).toSorted().toReversed() : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, "bin")), ...path];
  return folders.find((folder) => existsSync(join(folder, "initdb")));
}

/** PgBouncer's program; undefined where it is not installed. */
export const findBouncer = () =>
  [...path, "/usr/sbin"].map((at) => join(at, "pgbouncer")).find((file) => existsSync(file));

const areThere = () => findPostgres() !== undefined && findBouncer() !== undefined;

/** Installs both where they are missing and that is possible. Returns what to do where it is not. */
export function ensurePostgres(): string | undefined {
  if (!areThere() && isRoot && process.platform === "linux") {
    console.log("No PostgreSQL or no PgBouncer was found. As you are root, apt-get installs them.");
    for (const args of [["update"], ["install", "--yes", "postgresql", "pgbouncer"]]) {
      spawnSync("apt-get", ["--quiet", ...args], {
        stdio: "inherit",
        env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      });
    }
  }
  return areThere()
    ? undefined
    : "install PostgreSQL and PgBouncer: apt-get install postgresql pgbouncer";
}

/** Who runs them. */
export const user = (): { uid?: number; gid?: number } =>
  isRoot ? { uid: idOf("-u"), gid: idOf("-g") } : {};

/** Gives a folder to who runs them. */
export function giveAway(folder: string): void {
  if (isRoot) execFileSync("chown", ["-R", "postgres:", folder]);
}

function idOf(what: "-u" | "-g"): number {
  return Number(execFileSync("id", [what, "postgres"], { encoding: "utf8" }));
}
