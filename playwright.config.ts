import { defineConfig, devices } from "@playwright/test";
import { findBrowser } from "./e2e/browser";

const executablePath = findBrowser();

export default defineConfig({
  testDir: "e2e/specs",
  globalSetup: "./e2e/global-setup.ts",
  forbidOnly: !!process.env.CI,
  // A wrong count must not turn green on a second try.
  retries: 0,
  workers: 2,
  reporter: [["list"], ["html", { open: "never" }]],
  use: {
    ...devices["Desktop Chrome"],
    trace: "retain-on-failure",
    launchOptions: {
      ...(executablePath && { executablePath }),
      // Chromium's sandbox does not start as root, as in most containers.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
});
