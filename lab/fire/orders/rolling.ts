import { once } from "node:events";
import type { Host } from "../../../e2e/hosts/host.ts";
import type { NextHost } from "../../../e2e/hosts/next-start.ts";
import { Balancer } from "../../fleet/balancer.ts";
import { until } from "../../until.ts";
import { type Answer, view } from "../ask.ts";
import type { Fire } from "../fire.ts";
import { flood } from "../flood.ts";
import { rowOf } from "../row.ts";
import { Stage } from "../stage.ts";
import { orderRow, type OrderRow } from "./order-row.ts";
import { Trade } from "./trade.ts";

const TIMEOUT_MS = 10_000;

const placed = (id: string): Answer => ({
  status: 201,
  whole: true,
  id,
  platformId: undefined,
  ms: 0,
  tasks: ["outbox"],
});

/** Both servers are replaced, one after the other, while visitors look and order: nobody notices. */
export async function rollingRow(fire: Fire, databaseUrl: string): Promise<OrderRow> {
  const trade = await Trade.open(fire, databaseUrl, { shares: true });
  const balancer = new Balancer();
  const [views, orders] = fire.short ? [400, 100] : [10_000, 1_000];
  const codes: (number | null)[] = [];

  async function add(): Promise<NextHost> {
    const host = await trade.standalone();
    balancer.add(host.url);
    return host;
  }
  /** A new one first, then the old one out of the balancer, and told to stop when that is done with it. */
  async function replace(old: NextHost): Promise<void> {
    await add();
    await balancer.drain(old.url);
    const exited = once(old.child, "exit") as Promise<[number | null]>;
    old.child.kill("SIGTERM");
    codes.push((await exited)[0]);
  }

  try {
    const servers = [await add(), await add()] as const;
    const together: Host = {
      url: await balancer.start(),
      output: trade.lines,
      logs: servers[0].logs,
      stop: () => balancer.stop(),
    };
    const stage = new Stage(together, trade.sink, "", TIMEOUT_MS);
    const ordered = trade.orders([together], orders, 5);
    const viewed = flood(stage, [0, 1, 2, 3].map(view), { amount: views, connections: 20 });
    for (const [turn, server] of servers.entries()) {
      await until(() => balancer.passed > ((turn + 1) * (views + orders)) / 4, 300_000);
      await replace(server);
    }
    const passed = balancer.passed;
    await Promise.all([ordered, viewed]);
    const seconds = await trade.arrived(60_000);
    stage.answers.push(...trade.requestIds.map(placed));
    const account = await stage.account();
    const { complaints } = rowOf({
      name: "views",
      host: "next start",
      account,
      ms: [],
      notes: [],
      complaints: [],
    });
    const complain = (wrong: boolean, what: string) => wrong && complaints.push(what);
    complain(
      account.responses < account.requests,
      `${account.requests - account.responses} views failed`,
    );
    complain(trade.refused.size > 0, "orders failed");
    complain(
      codes.some((code) => code !== 143),
      `servers ended with ${codes.join(", ")}`,
    );
    complain(passed >= views + orders, "the load had ended before the last server was replaced");
    const { responses, done, failed, timedOut, unaccounted } = account;
    const ends = `${done} done, ${failed} failed, ${timedOut} given up`;
    const seen = `${responses} answers of ${account.requests}; tasks: ${ends}, ${unaccounted.length} unaccounted for`;
    return orderRow("rolling restart", "PostgreSQL", trade, {
      seconds,
      within: 45,
      notes: [seen],
      complaints,
    });
  } finally {
    await balancer.stop();
    await trade.close();
  }
}
