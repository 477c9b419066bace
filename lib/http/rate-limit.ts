import "server-only";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { overAllServers } from "../fleet/shared-limiter";
import { clientOf } from "./client-address";
import { env } from "../env";
import { perProcess } from "../process/per-process";
import { problem } from "./problem";
import { countRefusal } from "./refusal-log";

const WINDOW_S = 60;
/** All clients together may ask as often as this many of them at their limit. */
const CEILING_CLIENTS = 10;

const limiters = () =>
  perProcess("rate-limit", () => {
    const points = env().trackRateLimit;
    return {
      client: overAllServers(new RateLimiterMemory({ points, duration: WINDOW_S })),
      // Addresses can be forged where no proxy sets them. It also bounds the memory: a client is
      // remembered for a minute at most, and only if the ceiling let it pass.
      everybody: new RateLimiterMemory({ points: CEILING_CLIENTS * points, duration: WINDOW_S }),
    };
  });

/**
 * The refusal (429, with Retry-After in whole seconds) of a request that is one too many in a minute:
 * of its client, who may send `TRACK_RATE_LIMIT`, or of all clients together, who may send ten times
 * as many; undefined for every other request. Refusals are counted in the log. Never throws: where a
 * limit cannot be checked, the request passes, and the log says so.
 *
 * By default both limits are counted in this process's memory. Where several instances serve, as on
 * Vercel, only a rule on the path in the platform's firewall limits all of them together.
 *
 * With `SHARE_BETWEEN_SERVERS` the limit of a client is counted over all servers; the one of all
 * clients together stays each server's own.
 */
export async function refusalOfTooMany(headers: Headers): Promise<Response | undefined> {
  try {
    const ms = await msToWait(clientOf(headers));
    if (ms === undefined) return undefined;
    countRefusal();
    return tooMany(Math.ceil(ms / 1000));
  } catch (error) {
    console.warn("The rate limit could not be checked:", error);
    return undefined;
  }
}

async function msToWait(client: string): Promise<number | undefined> {
  const { client: ofClient, everybody } = limiters();
  // Looked at first: one client that is refused already must not use up what is there for all.
  const used = await ofClient.get(client);
  if (used && used.consumedPoints >= ofClient.points && used.msBeforeNext > 0) {
    return used.msBeforeNext;
  }
  return (await consume(everybody, "everybody")) ?? (await consume(ofClient, client));
}

/** Counts one request; resolves with the ms to wait where that was one too many. */
async function consume(limiter: RateLimiterAbstract, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
    throw refusal;
  }
}

const tooMany = (seconds: number): Response =>
  problem(429, `Too many requests: wait ${seconds} s`, {
    headers: { "retry-after": String(seconds) },
  });
