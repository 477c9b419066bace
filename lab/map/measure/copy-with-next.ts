import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../../../e2e/builds.ts";

/** A copy of the project with another version of Next. */
export interface OtherNext {
  folder: string;
  /** The version that was installed, where a tag such as `canary` was asked for. */
  version: string;
  remove: () => void;
}

/**
 * Copies the project and installs this version of Next there: outside the project, so that nothing
 * of the version that is installed here is found. Throws what npm says.
 */
export async function copyWithNext(version: string): Promise<OtherNext> {
  const folder = mkdtempSync(join(tmpdir(), "next-version-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const files = execFileSync(
    "git",
    ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
    {
      cwd: root,
      encoding: "utf8",
    },
  );
  for (const file of files.split("\0")) {
    // Next 16.3 takes the project's instrumentation for that of the patterns, which are built below it.
    const isWanted = file && file !== "instrumentation.ts" && existsSync(join(root, file));
    if (isWanted) cpSync(join(root, file), join(folder, file));
  }
  await promisify(execFile)(
    "npm",
    // The project itself says which version it is made for; this asks what another one does.
    ["install", `next@${version}`, "--save-exact", "--legacy-peer-deps", "--no-audit", "--no-fund"],
    { cwd: folder, shell: process.platform === "win32" },
  );
  const installed = readFileSync(join(folder, "node_modules/next/package.json"), "utf8");
  return { folder, version: (JSON.parse(installed) as { version: string }).version, remove };
}
