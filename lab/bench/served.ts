import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { type NextHost, startNext } from "../../e2e/hosts/next-start.ts";
import { Partner } from "../../e2e/partner.ts";
import { PostHogSink } from "../../e2e/posthog-sink.ts";
import { slow } from "../fire/sink-faults.ts";
import { INSPECTABLE, Inspector } from "../inspector.ts";
import type { BuildName } from "./builds.ts";
import type { Meter } from "./meter.ts";
import type { Variant } from "./variants.ts";

/** How far away PostHog is, unless a goal says otherwise: as from another region. */
export const POSTHOG_MS = 60;
/** How often a server that has work left is looked at: looking costs it CPU. */
const LOOK_MS = 50;
const METER = join(import.meta.dirname, "meter.ts");
/** What Next, React or the door say when something went wrong. */
const failure = /⨯|\bError\b|^\[after\] (failed|timeout)/;

/** What a server has used and done since the last time. */
export interface Used {
  cpuMs: number;
  /** How long each function was held, in ms. */
  held: number[];
  posthogRequests: number;
  errors: number;
}

/** A variant, served by a process of its own with a PostHog of its own. */
export class Served {
  readonly variant: Variant;
  readonly url: string;
  readonly sink: PostHogSink;
  readonly inspector: Inspector;
  /** That were asked of it so far. */
  views = 0;
  private readonly host: NextHost;
  private readonly partner: Partner;
  private before = { cpuMs: 0, requests: 0, lines: 0 };

  private constructor(
    variant: Variant,
    host: NextHost,
    sink: PostHogSink,
    partner: Partner,
    inspector: Inspector,
  ) {
    this.variant = variant;
    this.url = host.url;
    this.host = host;
    this.sink = sink;
    this.partner = partner;
    this.inspector = inspector;
  }

  static async start(
    variant: Variant,
    builds: Record<BuildName, string>,
    databaseUrl?: string,
  ): Promise<Served> {
    const sink = new PostHogSink();
    sink.behave(slow(POSTHOG_MS));
    const partner = new Partner();
    const env = {
      ...variant.env,
      NODE_OPTIONS: `${INSPECTABLE} --import=${METER}`,
      POSTHOG_KEY: "phc_bench",
      POSTHOG_HOST: await sink.start(),
      TRACK_RATE_LIMIT: "100000000",
      PARTNER_WEBHOOK_URL: await partner.start(),
      PARTNER_WEBHOOK_SECRET: partner.secret,
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    };
    const host = await startNext(env, builds[variant.build]);
    return new Served(variant, host, sink, partner, await Inspector.open(host));
  }

  /** Waits until all that was asked for has ended, and tells what it took since the last time. */
  async used(): Promise<Used> {
    const seen = await this.whenIdle();
    const { requests } = this.sink;
    const { output } = this.host;
    const { isStatic } = this.variant;
    const held = seen.held.filter(([path]) => !isStatic || path.startsWith("/api/"));
    const used: Used = {
      cpuMs: seen.cpuMs - this.before.cpuMs,
      held: held.map(([, ms]) => ms),
      posthogRequests: requests - this.before.requests,
      errors: output.slice(this.before.lines).filter((line) => failure.test(line)).length,
    };
    this.before = { cpuMs: seen.cpuMs, requests, lines: output.length };
    return used;
  }

  /** CPU time of its process so far. */
  async cpuMs(): Promise<number> {
    const { user, system } = await this.inspector.evaluate<NodeJS.CpuUsage>("process.cpuUsage()");
    return (user + system) / 1_000;
  }

  private async whenIdle() {
    while ((await this.inspector.evaluate<number>("meter.open")) > 0) await delay(LOOK_MS);
    const cpuMs = await this.cpuMs();
    const held = await this.inspector.evaluate<Meter["held"]>("meter.held.splice(0)");
    return { cpuMs, held };
  }

  async stop(): Promise<void> {
    this.inspector.close();
    await this.host.stop();
    await Promise.all([this.sink.stop(), this.partner.stop()]);
  }
}
