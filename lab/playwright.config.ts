import { defineConfig } from "@playwright/test";

export default defineConfig({
  projects: [{ name: "map", testDir: "map" }],
  forbidOnly: !!process.env.CI,
  // A wrong count must not turn green on a second try.
  retries: 0,
  reporter: [["list"], ["html", { open: "never" }]],
});
