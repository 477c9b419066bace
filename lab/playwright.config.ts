import { defineConfig, devices } from "@playwright/test";
import { launchOptions } from "../e2e/browser.ts";

export default defineConfig({
  projects: [
    { name: "map", testDir: "map" },
    { name: "builds", testDir: "builds" },
    { name: "doctor", testDir: "doctor", testMatch: "*.spec.ts" },
    {
      name: "posthog-js",
      testDir: "posthog-js",
      use: { ...devices["Desktop Chrome"], launchOptions: launchOptions() },
    },
  ],
  forbidOnly: !!process.env.CI,
  // A wrong count must not turn green on a second try.
  retries: 0,
  reporter: [["list"], ["html", { open: "never" }]],
});
