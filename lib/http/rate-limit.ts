import "server-only";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { overAllServers } from "../fleet/shared-limiter";
import { clientOf } from "./client-address";
import { env } from "../env";
import { perProcess } from "../process/per-process";
import { problem } from "./problem";

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
 * The refusal (429, with Retry-After in whole seconds) of a client that asked more often than
 * `TRACK_RATE_LIMIT` allows in a minute; undefined for everybody else. Counts in this instance's
 * memory: what holds over all instances is a rule on the path in the platform's firewall. Never
 * throws: where a limit cannot be checked, the request passes, and the log says so.
 *
 * Servers that share a `DATABASE_URL` count a client together.
 */
export async function refusalOfTooMany(headers: Headers): Promise<Response | undefined> {
  try {
    const ms = await msToWait(clientOf(headers));
    return ms === undefined ? undefined : tooMany(Math.ceil(ms / 1000));
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
