// Installs a Chromium for the end-to-end suite where none is found.
import { spawnSync } from "node:child_process";
import { findBrowser } from "./browser.ts";

const asRoot = process.getuid?.() === 0;
const byApt = asRoot && process.platform === "linux";

function run(command: string, args: string[]): void {
  console.log(`> ${command} ${args.join(" ")}`);
  spawnSync(command, args, { stdio: "inherit", shell: process.platform === "win32" });
}

if (!findBrowser()) {
  console.log("No Chromium was found. Installing one, by Playwright.");
  if (byApt) console.log("As you are root, apt-get installs its libraries, or if that fails it.");
  // System libraries need root; without it Playwright says which are missing.
  run("npx", ["playwright", "install", ...(asRoot ? ["--with-deps"] : []), "chromium"]);
}
if (!findBrowser() && byApt) {
  run("apt-get", ["update", "--quiet"]);
  // The shell does half the work for the same page; Ubuntu has none.
  for (const name of ["chromium-headless-shell", "chromium"]) {
    if (!findBrowser()) run("apt-get", ["install", "--quiet", "--yes", name]);
  }
}
if (!findBrowser()) {
  console.error(
    "No Chromium could be installed. Install Chromium or Chrome, or run: npx playwright install --with-deps chromium",
  );
  process.exit(1);
}
