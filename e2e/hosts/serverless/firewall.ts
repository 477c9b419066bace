import type { IncomingMessage } from "node:http";

/** A project's rules: how many requests of one client each rate limit ID lets pass. */
export type FirewallRules = Record<string, number>;

const API = "/.well-known/vercel/rate-limit-api/";

/**
 * The platform's firewall, as its functions ask it: says the status of its answer, or nothing where
 * the request is not for it. It counts for all instances together, and for as long as it lives.
 */
export function firewall(rules: FirewallRules = {}) {
  const counts = new Map<string, number>();
  return ({ url, headers }: IncomingMessage): number | undefined => {
    if (!url?.startsWith(API)) return undefined;
    const rule = decodeURIComponent(url.slice(API.length));
    const limit = rules[rule];
    if (limit === undefined) return 404;
    const key = `${rule} ${String(headers["x-vercel-rate-limit-key"])}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count > limit ? 429 : 204;
  };
}
