import { setTimeout as delay } from "node:timers/promises";
import type { Fire } from "../fire.ts";
import { orderRow, type OrderRow } from "./order-row.ts";
import { ask, type Postgres } from "./postgres.ts";
import { Trade } from "./trade.ts";
import { verdictOf } from "./verdict.ts";

/**
 * A backlog that is due, and a receiver that takes 3 s: a visitor's task and the server deliver side
 * by side, and no attempt is cut off because somebody's time was up.
 */
export async function backlogRow(fire: Fire, databaseUrl: string): Promise<OrderRow> {
  const trade = await Trade.open(fire, databaseUrl);
  const backlog = 90;
  try {
    trade.partner.answer = () => 503;
    const first = await trade.nextStart();
    await trade.orders([first], backlog);
    await first.stop();
    await ask(databaseUrl, "update pgboss.job set start_after = now() where state = 'retry'");
    trade.partner.answer = () => delay(3_000, 204);
    const second = await trade.nextStart();
    await trade.order(second);
    const seconds = await trade.arrived(90_000);
    await second.stop();
    const complaints: string[] = [];
    const { again } = verdictOf(trade);
    if (again > 0) complaints.push(`${again} deliveries were repeated`);
    for (const what of ["[outbox] failed", "[outbox] dead", "[after] timeout", "[after] failed"]) {
      const lines = second.output.filter((line) => line.startsWith(`${what} `));
      if (lines.length > 0) complaints.push(`${lines.length} × ${what}, as in: ${lines[0]}`);
    }
    const attempts = second.output.filter((line) => line.startsWith("[outbox] ")).length;
    return orderRow("backlog, partner takes 3 s", "PostgreSQL", trade, {
      seconds,
      within: 60,
      notes: [`${attempts} attempts on the server that found a backlog of ${backlog} webhooks`],
      complaints,
    });
  } finally {
    await trade.close();
  }
}

/** A partner who does not do what it should, until it does: each message arrives, late. */
export async function partnerRows(fire: Fire, postgres: Postgres): Promise<OrderRow[]> {
  const faults = {
    "partner answers 503": () => 503,
    "partner answers 410": () => 410,
    "partner resets": () => "reset" as const,
    "partner hangs": () => "hang" as const,
    "partner takes 2 s": () => delay(2_000, 204),
  };
  const rows: OrderRow[] = [];
  for (const [name, answer] of Object.entries(faults)) {
    const trade = await Trade.open(fire, await postgres.database());
    try {
      const host = await trade.nextStart();
      await trade.order(host);
      trade.partner.answer = answer;
      await trade.orders([host], 40);
      await delay(6_000);
      trade.partner.answer = () => 204;
      const seconds = await trade.arrived(90_000);
      rows.push(orderRow(name, "PostgreSQL", trade, { seconds, within: 60 }));
    } finally {
      await trade.close();
    }
  }
  return rows;
}
