import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type NextHost, startNext } from "../../../e2e/hosts/next-start.ts";
import { startStandalone } from "../../../e2e/hosts/standalone.ts";
import { type ServerlessHost, startServerlessHost } from "../../../e2e/hosts/serverless/host.ts";
import type { Host } from "../../../e2e/hosts/host.ts";
import { Partner } from "../../../e2e/partner.ts";
import { PostHogSink } from "../../../e2e/posthog-sink.ts";
import { until } from "../../until.ts";
import type { Fire } from "../fire.ts";
import { verdictOf } from "./verdict.ts";

export const CRON_SECRET = "the-fire's-cron-secret";
const SLUGS = ["ember", "halo", "lintel"];
/** How long a client waits for its answer. */
const PATIENCE_MS = 30_000;

/** What is known of the orders of a row: who was promised what, and what arrived. */
export class Trade {
  readonly partner = new Partner();
  readonly sink = new PostHogSink();
  /** When each order was acknowledged, by its id. */
  readonly acknowledged = new Map<string, number>();
  /** The requests that placed them. */
  readonly requestIds: string[] = [];
  /** How long acknowledgements took, in ms. */
  readonly ms: number[] = [];
  /** How often each other status was the answer. 0: none at all. */
  readonly refused = new Map<number, number>();
  /** What standalone servers wrote, together. */
  readonly lines: string[] = [];
  private readonly hosts: Host[] = [];
  private readonly dataDir: string;
  private readonly env: Record<string, string>;
  private readonly fire: Fire;

  private constructor(fire: Fire, dataDir: string, env: Record<string, string>) {
    this.fire = fire;
    this.dataDir = dataDir;
    this.env = env;
  }

  /**
   * On the database of this URL; without one on an embedded one, in a folder of its own below `parent`.
   * `shares`: its servers share more than orders there.
   */
  static async open(
    fire: Fire,
    databaseUrl?: string,
    { parent = tmpdir(), shares = false } = {},
  ): Promise<Trade> {
    const folder = await mkdtemp(join(parent, "trade-"));
    const env: Record<string, string> = {
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : { DATA_DIR: join(folder, "data") }),
      SHARE_BETWEEN_SERVERS: String(shares),
      POSTHOG_KEY: "phc_fire",
      CRON_SECRET,
    };
    const trade = new Trade(fire, folder, env);
    env.POSTHOG_HOST = await trade.sink.start();
    env.PARTNER_WEBHOOK_URL = await trade.partner.start();
    env.PARTNER_WEBHOOK_SECRET = trade.partner.secret;
    return trade;
  }

  async nextStart(): Promise<NextHost> {
    const host = await startNext(this.env, this.fire.builds["next start"]);
    this.hosts.push(host);
    return host;
  }

  /** One of several servers: a client may ask as often as it likes. */
  async standalone(): Promise<NextHost> {
    const env = { ...this.env, TRACK_RATE_LIMIT: "100000000" };
    const host = await startStandalone(env, this.fire.builds["next start"], this.lines);
    this.hosts.push(host);
    return host;
  }

  async serverless(): Promise<ServerlessHost> {
    const host = await startServerlessHost(this.fire.builds.serverless, this.env);
    this.hosts.push(host);
    return host;
  }

  /** Places an order, once. Returns the status, or 0 where there was no answer. */
  async order({ url }: Pick<Host, "url">, key: string = crypto.randomUUID()): Promise<number> {
    const slug = SLUGS[Math.floor(Math.random() * SLUGS.length)];
    const started = performance.now();
    const status = await fetch(`${url}/api/orders`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ slug, key }),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
      .then(async (response) => {
        const { order, requestId = "" } = (await response.json()) as {
          order?: { id: string };
          requestId?: string;
        };
        if (!order) return response.status;
        this.requestIds.push(requestId);
        this.acknowledged.set(order.id, performance.now());
        this.ms.push(performance.now() - started);
        return response.status;
      })
      // A server may be killed before its answer, or in the middle of it.
      .catch(() => 0);
    if (status !== 200 && status !== 201) {
      this.refused.set(status, (this.refused.get(status) ?? 0) + 1);
    }
    return status;
  }

  /** Places so many orders, so many at a time, at these hosts by turns. */
  async orders(hosts: readonly Host[], amount: number, atOnce = 20): Promise<void> {
    let left = amount;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (left > 0) {
          left -= 1;
          const host = hosts[left % hosts.length];
          if (host) await this.order(host);
        }
      }),
    );
  }

  /** Waits until all that was acknowledged has arrived. Returns how long, in seconds; gives up in silence. */
  async arrived(patienceMs: number): Promise<number> {
    const started = performance.now();
    await until(() => verdictOf(this).lost === 0, patienceMs, 100);
    return (performance.now() - started) / 1000;
  }

  /** What the hosts wrote. */
  get output(): string[] {
    return this.hosts.flatMap(({ output }) => output);
  }

  async close(): Promise<void> {
    await Promise.all(this.hosts.map((host) => host.stop()));
    await Promise.all([this.partner.stop(), this.sink.stop()]);
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
