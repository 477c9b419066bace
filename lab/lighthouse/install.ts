import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildFolder } from "../../e2e/builds.ts";

const VERSION = "13.5.0";

/** Installs Lighthouse beside the project, once: 176 MB that nothing else needs. Returns its command. */
export function installLighthouse(): string {
  const folder = buildFolder("lighthouse-cli");
  const script = join(folder, "node_modules/lighthouse/cli/index.js");
  if (!existsSync(script)) {
    mkdirSync(folder, { recursive: true });
    const manifest = { private: true, dependencies: { lighthouse: VERSION } };
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    console.log(`Installing lighthouse@${VERSION} (176 MB)…`);
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    execFileSync(npm, ["install", "--ignore-scripts", "--no-audit", "--no-fund"], {
      cwd: folder,
      stdio: "inherit",
    });
  }
  return script;
}
