import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import type { NextHost } from "../../../e2e/hosts/next-start.ts";
import type { Fire } from "../fire.ts";
import { orderRow, type OrderRow } from "./order-row.ts";
import { Trade } from "./trade.ts";
import { verdictOf } from "./verdict.ts";

/** A claim of a killed process lapses after 30 s; then the next sweep has it. */
const WITHIN_S = 45;
const CLIENTS = 20;

/** SIGKILL in the middle of orders, again and again: what was acknowledged arrives all the same. */
export async function killedRow(fire: Fire, databaseUrl?: string): Promise<OrderRow> {
  const trade = await Trade.open(fire, databaseUrl);
  const kills = fire.short ? 2 : 10;
  const wanted = fire.short ? 0 : databaseUrl ? 2_000 : 1_000;
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const share = Math.ceil((wanted * kill) / kills);
      await killedInTheMiddle(trade, await trade.nextStart(), share);
    }
    const last = await trade.nextStart();
    const seconds = await trade.arrived(60_000);
    await last.stop();
    const { acknowledged } = verdictOf(trade);
    return orderRow("SIGKILL", databaseUrl ? "PostgreSQL" : "PGlite", trade, {
      seconds,
      within: WITHIN_S,
      notes: [`killed ${kills} times in the middle of orders`],
      complaints:
        acknowledged < wanted ? [`only ${acknowledged} of ${wanted} were acknowledged`] : [],
    });
  } finally {
    await trade.close();
  }
}

/** Lets clients order until so many are acknowledged in all and a random moment has come. */
async function killedInTheMiddle(trade: Trade, host: NextHost, share: number): Promise<void> {
  const exited = once(host.child, "exit");
  // The first order makes the embedded database.
  await trade.order(host);
  const clients = Array.from({ length: CLIENTS }, async () => {
    while ((await trade.order(host)) !== 0);
  });
  const moment = performance.now() + 300 + Math.random() * 700;
  while (performance.now() < moment || trade.acknowledged.size < share) {
    await delay(5);
  }
  host.child.kill("SIGKILL");
  await exited;
  await Promise.all(clients);
}

/** SIGTERM in the middle of a sweep: what it has claimed is ended before the exit. */
export async function stoppedRow(fire: Fire, databaseUrl: string): Promise<OrderRow> {
  const trade = await Trade.open(fire, databaseUrl);
  const complaints: string[] = [];
  try {
    trade.partner.answer = () => 503;
    const first = await trade.nextStart();
    await trade.orders([first], 60);
    await first.stop();
    const came = Promise.withResolvers<void>();
    trade.partner.answer = async () => {
      came.resolve();
      return delay(1_000, 204);
    };
    const second = await trade.nextStart();
    const exited = once(second.child, "exit") as Promise<[number | null]>;
    await came.promise;
    second.child.kill("SIGTERM");
    const [code] = await exited;
    if (code !== 143) complaints.push(`it ended with ${code} instead of 143`);
    trade.partner.answer = () => 204;
    await trade.nextStart();
    const seconds = await trade.arrived(60_000);
    const { again } = verdictOf(trade);
    if (again > 0) complaints.push(`${again} deliveries were cut off, and repeated`);
    return orderRow("SIGTERM in a sweep", "PostgreSQL", trade, {
      seconds,
      within: WITHIN_S,
      complaints,
    });
  } finally {
    await trade.close();
  }
}
