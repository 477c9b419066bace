import { until } from "../../until.ts";
import type { Host } from "../../../e2e/hosts/host.ts";
import type { Fire } from "../fire.ts";
import { smallDisk } from "./disk.ts";
import { orderRow, type OrderRow } from "./order-row.ts";
import { Postgres } from "./postgres.ts";
import { Trade } from "./trade.ts";

/** How long a customer may wait to be told that an order cannot be taken, in ms. */
const TOLD_WITHIN_MS = 12_000;

/** The database restarts in the middle of orders. */
export async function restartRow(fire: Fire, postgres: Postgres): Promise<OrderRow[]> {
  const trade = await Trade.open(fire, await postgres.database(), { shares: true });
  try {
    const host = await trade.nextStart();
    await trade.order(host);
    const orders = trade.orders([host], fire.short ? 150 : 600);
    await until(() => trade.acknowledged.size > (fire.short ? 40 : 150), 30_000);
    await postgres.stop();
    await postgres.start();
    await orders;
    const seconds = await trade.arrived(60_000);
    return [orderRow("database restarts", "PostgreSQL", trade, { seconds, within: 45 })];
  } finally {
    await trade.close();
  }
}

/** The database is gone, and comes back: customers are told, the shop goes on, nothing is half taken. */
export async function goneRow(fire: Fire, postgres: Postgres): Promise<OrderRow[]> {
  const trade = await Trade.open(fire, await postgres.database(), { shares: true });
  try {
    const host = await trade.nextStart();
    await trade.orders([host], 20);
    await trade.arrived(10_000);
    await postgres.stop();
    const complaints = await refusedOf(trade, host);
    const { status } = await fetch(`${host.url}/products/ember`);
    if (status !== 200) complaints.push(`a product's page answered ${status}`);
    await postgres.start();
    await trade.orders([host], 20);
    const seconds = await trade.arrived(60_000);
    complaints.push(...halfTaken(trade));
    return [orderRow("database gone", "PostgreSQL", trade, { seconds, within: 45, complaints })];
  } finally {
    await trade.close();
  }
}

/** The disk is full, and has room again. */
export async function fullDiskRow(
  fire: Fire,
  database: "PostgreSQL" | "PGlite",
): Promise<OrderRow[]> {
  const disk = smallDisk(128);
  if (!disk) {
    console.log(`SKIPPED: disk full on ${database}: run it as root, who may mount a small disk.`);
    return [];
  }
  const postgres = database === "PGlite" ? undefined : await Postgres.create(disk.folder);
  const trade = await Trade.open(fire, await postgres?.database(), { parent: disk.folder });
  try {
    const host = await trade.nextStart();
    await trade.orders([host], 20);
    await trade.arrived(20_000);
    disk.fill();
    // There is room left in files that are there already.
    await until(async () => (await trade.order(host)) === 503, 60_000, 0);
    const complaints = await refusedOf(trade, host);
    disk.empty();
    await until(async () => (await trade.order(host)) === 201, 30_000, 100);
    await trade.orders([host], 20);
    const seconds = await trade.arrived(60_000);
    complaints.push(...halfTaken(trade));
    return [orderRow("disk full", database, trade, { seconds, within: 45, complaints })];
  } finally {
    await trade.close();
    await postgres?.destroy();
    disk.remove();
  }
}

/** What is wrong with how orders are refused: each must be told soon that it is not confirmed. */
async function refusedOf(trade: Trade, host: Host): Promise<string[]> {
  const complaints: string[] = [];
  const started = performance.now();
  const statuses = await Promise.all(Array.from({ length: 10 }, () => trade.order(host)));
  const ms = performance.now() - started;
  // A small one may still fit on a full disk: whether it was kept its arrival tells.
  const others = statuses.filter((status) => status !== 503 && status !== 201);
  if (!statuses.includes(503)) complaints.push("none of the orders was refused");
  if (others.length > 0) complaints.push(`orders were answered with ${others.join(", ")}`);
  if (ms > TOLD_WITHIN_MS) complaints.push(`customers were told after ${Math.round(ms)} ms`);
  return complaints;
}

/** What arrived at one of the two, and not at the other. */
function halfTaken({ partner, sink }: Trade): string[] {
  const at = {
    partner: [...partner.taken.values()].map(
      (message) => (message as { data: { id: string } }).data.id,
    ),
    sink: sink.events.map(({ properties }) => String(properties.order)),
  };
  const half = new Set(at.partner).symmetricDifference(new Set(at.sink));
  return half.size > 0 ? [`${half.size} orders were half taken`] : [];
}
