import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

const systemBrowsers = [
  // Debian's itself: what is in /usr/bin is a script, and a signal ends only that.
  "/usr/lib/chromium/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
];

/** The path of a Chromium to test with: Playwright's own, else one of the system's, else none. */
export const findBrowser = (): string | undefined =>
  [chromium.executablePath(), ...systemBrowsers].find((path) => existsSync(path));

/** How to launch it. */
export function launchOptions(): LaunchOptions {
  const found = findBrowser();
  // Left to itself Playwright takes the headless shell that came with its Chromium: half the work.
  const isOwn = found === chromium.executablePath();
  return {
    ...(found && !isOwn && { executablePath: found }),
    // Chromium's sandbox does not start as root, as in most containers.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  };
}
