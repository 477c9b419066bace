import { defineConfig } from "@playwright/test";

/** The preview run, and its failures, through the real Vercel CLI and a stand-in for its API. */
export default defineConfig({
  projects: [
    { name: "build for serverless", testDir: "../setup", testMatch: "serverless.setup.ts" },
    { name: "vercel cli", dependencies: ["build for serverless"], timeout: 10 * 60_000 },
  ],
  forbidOnly: !!process.env.CI,
  retries: 0,
  workers: 1,
  reporter: [["list"]],
});
