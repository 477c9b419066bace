import { randomBytes } from "node:crypto";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import type { NextConfig } from "next";
import { env } from "./lib/env";
import {
  allowed,
  assetHost,
  development,
  securityHeaders,
  vercelToolbar,
} from "./lib/http/security-headers";
import { sitePathEnv } from "./lib/http/site-path";
import { refuseOldNode } from "./lib/process/node-version";

// Read by the build and by the start: what is wrong here ends either, and no visitor pays for it.
refuseOldNode();
const { buildStandalone, sharesBetweenServers, onVercel } = env();

// A platform, which Vercel is and which an adapter builds for, has a layout and a cache of its own.
const onOwnServer = !onVercel && !process.env.NEXT_ADAPTER_PATH;

const commit = process.env.VERCEL_GIT_COMMIT_SHA;

// Not import.meta: Next reads this file as CommonJS, and playwright.config.ts as a module.
const { resolve: resolvePackage } = createRequire(resolve("package.json"));
const pglite = () => relative(".", join(resolvePackage("@electric-sql/pglite"), "../.."));

const nextConfig: NextConfig = {
  cacheComponents: true,
  partialPrefetching: true,
  typedRoutes: true,
  poweredByHeader: false,
  // Signs the views of pages that a browser loads ahead (lib/analytics/view-token.ts). It is compiled
  // into the server's code alone: only there is it named.
  env: {
    VIEW_TOKEN_KEY: randomBytes(32).toString("hex"),
    // What was revalidated before it is in the build's pages already (lib/fleet/shared-tags.ts).
    BUILT_AT: new Date().toISOString(),
  },
  // For the Dockerfile. Not always: `next start` warns of it, and it costs a copy of node_modules.
  ...(onOwnServer && buildStandalone && { output: "standalone" }),
  // Servers that share tell each other what was revalidated. An image learns only where it runs
  // whether it shares; where it does not, its handler is Next's own.
  ...(onOwnServer &&
    (buildStandalone || sharesBetweenServers) && {
      cacheHandlers: { default: resolve("lib/fleet/cache-handler.ts") },
    }),
  // It finds files of its own beside its code: its schema.
  serverExternalPackages: ["pg-boss"],
  // The embedded database is found as the server runs: the tracer does not see it.
  ...(onOwnServer &&
    buildStandalone && { outputFileTracingIncludes: { "/*": [`${pglite()}/**`] } }),
  experimental: {
    // Where there is a proxy.ts, Next keeps a body in memory until it has ended, and cuts it off
    // here. With its own 10 MB, 160 connections that each hold 8 MB open made the server grow by
    // 1,295 MB, with this by 237. A Server Action takes 1 MB, and has to see that there is more. For
    // a route that takes uploads raise it to what that takes.
    proxyClientMaxBodySize: "1100kb",
    // Each slug that anybody makes up would leave its not-found page on the disk, for good.
    isrFlushToDisk: false,
  },
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        ...securityHeaders(services()),
        // Lets the suite check that a deployment is of the commit under test.
        ...(commit ? [{ key: "x-build-commit", value: commit }] : []),
      ],
    },
  ],
};

/** Whose hosts pages may use: lib/http/security-headers.ts. */
const services = () => [
  ...allowed,
  assetHost(nextConfig.assetPrefix),
  // Vercel puts its toolbar into previews.
  ...(process.env.VERCEL_ENV === "preview" ? [vercelToolbar] : []),
  ...(process.env.NODE_ENV === "development" ? [development] : []),
];

// So that the app can name its own addresses: lib/http/site-path.ts.
export default { ...nextConfig, env: { ...nextConfig.env, ...sitePathEnv(nextConfig) } };
