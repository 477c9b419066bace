import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { VERCEL_CLI } from "../logs/vercel-logs";

const folder = join(import.meta.dirname, "../../.e2e/vercel-cli");
const [, version = ""] = /@(.+)$/.exec(VERCEL_CLI.at(-1) ?? "") ?? [];

/** Installs the version that a preview run uses, once, beside the project. Returns its command. */
export function installVercelCli(): string[] {
  const script = join(folder, "node_modules/vercel/dist/vc.js");
  const manifest = {
    private: true,
    dependencies: { vercel: version },
    // The version of it that the CLI names is not published on every registry.
    overrides: { sandbox: "4.5.0" },
  };
  if (!existsSync(script)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    console.log(`Installing vercel@${version} (360 MB)…`);
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    execFileSync(npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: folder,
      stdio: "inherit",
    });
  }
  return [process.execPath, script, "--global-config", folder];
}
