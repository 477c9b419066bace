import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startable } from "../logs/run-cli";
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
    const install = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund"];
    const { file, args, shell } = startable(install);
    execFileSync(file, args, { cwd: folder, stdio: "inherit", shell });
  }
  return [process.execPath, script, "--global-config", folder];
}
