import "server-only";
import { env } from "../env";

/** Why a visitor must not be tracked. */
export type Refusal = "privacy signal" | "opted out";

/**
 * Why this visitor must not be tracked, or undefined when they may be. Decided here for pages,
 * routes and actions alike.
 *
 * Sec-GPC: https://w3c.github.io/gpc/. DNT: honoured where a browser still sends it.
 */
export function reasonNotToTrack(headers: Headers): Refusal | undefined {
  if (headers.get("sec-gpc") === "1" || headers.get("dnt") === "1") return "privacy signal";
  if (hasOptedOutOfPostHog(headers.get("cookie") ?? "")) return "opted out";
  return undefined;
}

/** posthog-js keeps the choice in a cookie named after the project's key: "0" after an opt-out. */
function hasOptedOutOfPostHog(cookieHeader: string): boolean {
  const { posthogKey } = env();
  if (!posthogKey) return false;
  const name = `__ph_opt_in_out_${posthogKey}=`;
  return cookieHeader
    .split(/;\s*/)
    .some((cookie) => cookie.startsWith(name) && /^(0|no|false)$/.test(cookie.slice(name.length)));
}
