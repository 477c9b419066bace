import "server-only";
import { env } from "../env";
import { CONSENT_COOKIE } from "./consent-cookie";

/** Why a visitor must not be tracked. */
export type Refusal = "privacy signal" | "opted out of PostHog" | "opted out" | "not opted in";

/**
 * Why this visitor must not be tracked, or undefined when they may be. Decided here for pages,
 * routes and actions alike. Where `ANALYTICS_CONSENT=opt-in`, nobody may be who did not say so.
 *
 * Sec-GPC: https://w3c.github.io/gpc/. DNT: honoured where a browser still sends it.
 */
export function reasonNotToTrack(headers: Headers): Refusal | undefined {
  const { consent, posthogKey } = env();
  if (headers.get("sec-gpc") === "1" || headers.get("dnt") === "1") return "privacy signal";
  const cookies = readCookies(headers);
  // posthog-js keeps its choice here if opt_out_capturing_persistence_type is "cookie".
  const inPostHog = posthogKey && cookies.get(`__ph_opt_in_out_${posthogKey}`);
  if (inPostHog && /^(0|no|false)$/.test(inPostHog)) return "opted out of PostHog";
  const choice = cookies.get(CONSENT_COOKIE);
  if (choice === "off") return "opted out";
  return consent === "opt-in" && choice !== "on" ? "not opted in" : undefined;
}

function readCookies(headers: Headers): Map<string, string> {
  const pairs = (headers.get("cookie") ?? "").split(/;\s*/).map((pair) => {
    const [name = "", ...value] = pair.split("=");
    return [name, value.join("=")] as const;
  });
  return new Map(pairs);
}
