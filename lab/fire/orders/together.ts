import { until } from "../../until.ts";
import type { Fire } from "../fire.ts";
import { startBouncer } from "./bouncer.ts";
import { orderRow, type OrderRow } from "./order-row.ts";
import { CRON_SECRET, Trade } from "./trade.ts";
import { verdictOf } from "./verdict.ts";

/** Two servers on one database: neither delivers what the other does. */
export async function twoServersRow(fire: Fire, databaseUrl: string): Promise<OrderRow> {
  const trade = await Trade.open(fire, databaseUrl, { shares: true });
  try {
    // Both make the tables, at the same time.
    const hosts = await Promise.all([trade.nextStart(), trade.nextStart()]);
    await trade.orders(hosts, 400);
    const seconds = await trade.arrived(30_000);
    const { acknowledged, again } = verdictOf(trade);
    const complaints = acknowledged === 400 ? [] : [`${acknowledged} of 400 were acknowledged`];
    if (again > 0) complaints.push(`${again} deliveries were repeated`);
    return orderRow("two servers", "PostgreSQL", trade, { seconds, within: 5, complaints });
  } finally {
    await trade.close();
  }
}

/** The one that claims is frozen until another has delivered, and thaws then. */
export async function frozenHolderRow(fire: Fire, databaseUrl: string): Promise<OrderRow> {
  const trade = await Trade.open(fire, databaseUrl, { shares: true });
  try {
    const holder = await trade.nextStart();
    const claimed = Promise.withResolvers<void>();
    const thawed = Promise.withResolvers<number>();
    trade.partner.answer = () => {
      claimed.resolve();
      return thawed.promise;
    };
    await trade.order(holder);
    await claimed.promise;
    holder.child.kill("SIGSTOP");
    trade.partner.answer = () => 204;
    await trade.nextStart();
    const seconds = await trade.arrived(60_000);
    thawed.resolve(204);
    holder.child.kill("SIGCONT");
    // Its own later order is its mark: by then it has settled, or tried to, what it held.
    await until(() => holder.output.some((line) => line.includes("attempt=1")), 20_000);
    await trade.order(holder);
    await trade.arrived(20_000);
    const [times] = trade.partner.times.values();
    const complaints = times === 2 ? [] : [`the webhook came ${times} times instead of twice`];
    return orderRow("frozen while it holds a claim", "PostgreSQL", trade, {
      seconds,
      within: 45,
      complaints,
      notes: ["the webhook came twice under one id: once from each"],
    });
  } finally {
    await trade.close();
  }
}

/** On instances that are frozen between requests, through PgBouncer in transaction mode. */
export async function serverlessRow(fire: Fire, databaseUrl: string): Promise<OrderRow> {
  const bouncer = await startBouncer(databaseUrl);
  const trade = await Trade.open(fire, bouncer.url);
  const amount = fire.short ? 100 : 400;
  try {
    const host = await trade.serverless();
    await trade.orders([host], amount);
    const seconds = await trade.arrived(10_000);
    // What the partner does not take is the cron's, or the next order's.
    trade.partner.answer = () => 503;
    await trade.order(host);
    trade.partner.answer = () => 204;
    const authorization = `Bearer ${CRON_SECRET}`;
    const swept = await until(
      async () => {
        await fetch(`${host.url}/api/cron/deliver`, { headers: { authorization } });
        return verdictOf(trade).lost === 0;
      },
      30_000,
      500,
    );
    const { acknowledged, again } = verdictOf(trade);
    const complaints = swept ? [] : ["the cron's route did not deliver what was left"];
    if (acknowledged !== amount + 1) complaints.push(`${acknowledged} were acknowledged`);
    if (again > 0) complaints.push(`${again} deliveries were repeated`);
    return orderRow("serverless", "PgBouncer", trade, { seconds, within: 5, complaints });
  } finally {
    await trade.close();
    await bouncer.stop();
  }
}
