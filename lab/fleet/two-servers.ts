import { test as base } from "@playwright/test";
import { buildFolder } from "../../e2e/builds.ts";
import type { NextHost } from "../../e2e/hosts/next-start.ts";
import { startStandalone } from "../../e2e/hosts/standalone.ts";
import { Partner } from "../../e2e/partner.ts";
import { PostHogSink } from "../../e2e/posthog-sink.ts";
import { ensurePostgres } from "../fire/orders/ensure-postgres.ts";
import { Postgres } from "../fire/orders/postgres.ts";
import { Balancer } from "./balancer.ts";

/** How often each client may post in a minute. */
export const LIMIT = 10;

interface Fleet {
  start: () => Promise<NextHost>;
  first: NextHost;
  second: NextHost;
  /** The address under which a visitor finds both. */
  url: string;
  partner: Partner;
}

/** Two servers of one build on one PostgreSQL, behind a balancer. */
export const test = base.extend<object, { fleet: Fleet }>({
  fleet: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures it needs from it
    async ({}, use) => {
      const postgres = await Postgres.create();
      const partner = new Partner();
      const sink = new PostHogSink();
      const balancer = new Balancer();
      const env = {
        DATABASE_URL: await postgres.database(),
        POSTHOG_KEY: "phc_test",
        POSTHOG_HOST: await sink.start(),
        PARTNER_WEBHOOK_URL: await partner.start(),
        PARTNER_WEBHOOK_SECRET: partner.secret,
        REVALIDATE_SECRET: "secret",
        TRACK_RATE_LIMIT: String(LIMIT),
      };
      const hosts: NextHost[] = [];
      async function start(): Promise<NextHost> {
        const host = await startStandalone(env, buildFolder("standalone"));
        hosts.push(host);
        balancer.add(host.url);
        return host;
      }
      const url = await balancer.start();
      const [first, second] = await Promise.all([start(), start()]);
      await use({ start, first, second, url, partner });
      await Promise.all(hosts.map((host) => host.stop()));
      await Promise.all([balancer.stop(), partner.stop(), sink.stop()]);
      await postgres.destroy();
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

test.beforeEach(() => {
  const missing = ensurePostgres();
  test.skip(missing !== undefined, missing);
});
