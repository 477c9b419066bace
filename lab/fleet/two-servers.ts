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
  /** A server that no visitor finds, with other variables. */
  startApart: (env: Record<string, string>) => Promise<NextHost>;
  /** A new, empty database, and the one that the servers share. */
  database: () => Promise<string>;
  sharedDatabase: string;
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
      const sharedDatabase = await postgres.database();
      const env = {
        DATABASE_URL: sharedDatabase,
        SHARE_BETWEEN_SERVERS: "true",
        POSTHOG_KEY: "phc_test",
        POSTHOG_HOST: await sink.start(),
        PARTNER_WEBHOOK_URL: await partner.start(),
        PARTNER_WEBHOOK_SECRET: partner.secret,
        REVALIDATE_SECRET: "secret",
        TRACK_RATE_LIMIT: String(LIMIT),
      };
      const hosts: NextHost[] = [];
      async function startApart(others: Record<string, string>): Promise<NextHost> {
        const host = await startStandalone({ ...env, ...others }, buildFolder("standalone"));
        hosts.push(host);
        return host;
      }
      async function start(): Promise<NextHost> {
        const host = await startApart({});
        balancer.add(host.url);
        return host;
      }
      const database = () => postgres.database();
      const url = await balancer.start();
      const [first, second] = await Promise.all([start(), start()]);
      await use({ start, startApart, database, sharedDatabase, first, second, url, partner });
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
