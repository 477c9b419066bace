import "./e2e/settings";
import { join } from "node:path";
import { defineConfig, devices } from "@playwright/test";
import { launchOptions } from "./e2e/browser";
import { PREVIEW_STATE } from "./e2e/hosts/preview";
import { type HostKind, SUITE_USER_AGENT } from "./e2e/served";

// Some fifty servers are started in a run: they compile their modules once.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, ".e2e/compile-cache");

const specs = ["core/**/*.spec.ts", "site/**/*.spec.ts"];
const ofOneHost = ["core/serverless/**", "core/standalone/**"];

export default defineConfig<object, { hostKind: HostKind }>({
  testDir: "e2e",
  projects: [
    { name: "build for next start", testDir: "e2e/setup", testMatch: "next-start.setup.ts" },
    {
      name: "next start",
      testMatch: specs,
      testIgnore: ofOneHost,
      dependencies: ["build for next start"],
    },
    {
      name: "standalone",
      // It is the same server: what may differ is which files it has, its cache, and how it ends.
      testMatch: specs,
      grep: /@standalone/,
      dependencies: ["build for next start"],
      use: { hostKind: "standalone" },
    },
    { name: "build for serverless", testDir: "e2e/setup", testMatch: "serverless.setup.ts" },
    {
      name: "serverless",
      // And, once, the tests of the suite's own tools.
      testMatch: [...specs, "tools/**/*.spec.ts"],
      testIgnore: "core/standalone/**",
      // By its tag a test says that it is about the build or about next start itself, or that it is
      // the same on every host: how a page looks, and what only the environment decides.
      grepInvert: /@next-start/,
      dependencies: ["build for serverless"],
      use: { hostKind: "serverless" },
    },
    { name: "reach preview", testDir: "e2e/setup", testMatch: "preview.setup.ts" },
    {
      name: "preview",
      testMatch: specs,
      testIgnore: ofOneHost,
      grepInvert: /@next-start/,
      dependencies: ["reach preview"],
      // A deployment is far away, and its functions may be cold.
      timeout: 60_000,
      use: {
        hostKind: "preview",
        // A trace holds the session's cookie and REVALIDATE_SECRET, and CI uploads the report.
        trace: "off",
        storageState: PREVIEW_STATE,
        userAgent: `${devices["Desktop Chrome"].userAgent} ${SUITE_USER_AGENT}`,
        // Vercel puts its toolbar into previews, for people.
        extraHTTPHeaders: { "x-vercel-skip-toolbar": "1" },
      },
    },
  ],
  forbidOnly: !!process.env.CI,
  // A wrong count must not turn green on a second try.
  retries: 0,
  workers: 2,
  reporter: [["list"], ["html", { open: "never" }]],
  use: {
    ...devices["Desktop Chrome"],
    // In CI, where nobody can run it again; here `--trace on` makes one. Without its pictures, which
    // are a quarter of the time of a run.
    trace: process.env.CI ? { mode: "retain-on-failure", screenshots: false } : "off",
    launchOptions: launchOptions(),
  },
});
