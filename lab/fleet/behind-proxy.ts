import { test as base } from "@playwright/test";
import { buildFolder } from "../../e2e/builds.ts";
import type { NextHost } from "../../e2e/hosts/next-start.ts";
import { startStandalone } from "../../e2e/hosts/standalone.ts";
import { PostHogSink } from "../../e2e/posthog-sink.ts";
import { ensureProxy, type ProxyName, startProxy } from "./proxy.ts";

/** How often each client may post in a minute. */
export const LIMIT = 3;

interface Proxied {
  host: NextHost;
  sink: PostHogSink;
  /** The proxy's. */
  url: string;
}

/** A server behind the proxy of the project. */
export const test = base.extend<object, { proxyName: ProxyName; proxied: Proxied }>({
  proxyName: ["nginx", { option: true, scope: "worker" }],
  proxied: [
    async ({ proxyName }, use) => {
      const sink = new PostHogSink();
      const host = await startStandalone(
        {
          POSTHOG_KEY: "phc_test",
          POSTHOG_HOST: await sink.start(),
          TRACK_RATE_LIMIT: String(LIMIT),
        },
        buildFolder("standalone"),
      );
      const proxy = await startProxy(proxyName, host.url);
      await use({ host, sink, url: proxy.url });
      await proxy.stop();
      await host.stop();
      await sink.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

test.beforeEach(({ proxyName }) => {
  const missing = ensureProxy(proxyName);
  test.skip(missing !== undefined, missing);
});
