import { defineConfig, devices } from "@playwright/test";
import { launchOptions } from "../e2e/browser.ts";
import type { ProxyName } from "./fleet/proxy.ts";

export default defineConfig<object, { proxyName: ProxyName }>({
  // What ends in .test.ts is Vitest's.
  testMatch: "**/*.spec.ts",
  projects: [
    { name: "map", testDir: "map" },
    { name: "standalone build", testDir: "fleet", testMatch: "build.setup.ts" },
    {
      name: "builds",
      testDir: "builds",
      dependencies: ["standalone build"],
      use: { ...devices["Desktop Chrome"], launchOptions: launchOptions() },
    },
    {
      name: "fleet",
      testDir: "fleet",
      testMatch: "two-servers.spec.ts",
      dependencies: ["standalone build"],
    },
    ...(["nginx", "caddy"] as const).map((proxyName) => ({
      name: proxyName,
      testDir: "fleet",
      testMatch: "proxies.spec.ts",
      dependencies: ["standalone build"],
      use: { proxyName },
    })),
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
