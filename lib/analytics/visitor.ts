import "server-only";
import { z } from "zod";
import { env } from "../env";
import type { WebProperties } from "./page-of-event";

export interface Visitor {
  distinctId: string;
  /** Sent with every event of this visitor. */
  properties: Record<string, string | boolean | null>;
}

// The cookie is written by JavaScript, so a visitor can put anything into it. PostHog cuts ids at
// 200 characters and refuses a whole batch for an unpaired surrogate.
const distinctId = z
  .string()
  .min(1)
  .max(200)
  .refine((id) => id.isWellFormed() && !/\p{Cc}/u.test(id));

/**
 * Of a `Cookie` header what {@link visitorOf} reads, and nothing else. A message keeps it in the
 * database until its event is delivered: no cookie that signs somebody in belongs here.
 */
export const visitorCookies = (cookieHeader: string): string =>
  cookieHeader
    .split(/;\s*/)
    .filter((cookie) => /^ph_[^=]*_posthog=/.test(cookie))
    .join("; ");

/**
 * Who sent a request: whom posthog-js knows by its cookie, else somebody whom PostHog tells apart by
 * a hash of the day (`POSTHOG_COOKIELESS`), else somebody new, by the id `fresh`.
 * Never sets a cookie, never throws. Loads posthog-node: call it inside a task.
 */
export async function visitorOf(
  cookieHeader: string,
  web: WebProperties,
  fresh: string,
): Promise<Visitor> {
  // Your signed-in user goes here: { distinctId: user.id, properties: {} }, with the id that the
  // browser gives to posthog.identify().
  return (await knownToPostHog(cookieHeader)) ?? cookieless(web) ?? anonymous(fresh);
}

const anonymous = (id: string): Visitor => ({
  distinctId: id,
  properties: { $process_person_profile: false },
});

async function knownToPostHog(cookieHeader: string): Promise<Visitor | undefined> {
  const { posthogKey } = env();
  if (!posthogKey) return undefined;
  const { cookieStoreFromHeader, readPostHogCookie } = await import("posthog-node");
  const known = readPostHogCookie(cookieStoreFromHeader(cookieHeader), posthogKey);
  const id = distinctId.safeParse(known?.distinctId);
  if (!known || !id.success) return undefined;
  const session = z.uuid().safeParse(known.sessionId);
  return {
    distinctId: id.data,
    properties: {
      ...(!known.isIdentified && { $process_person_profile: false }),
      ...(session.success && { $session_id: session.data }),
    },
  };
}

/**
 * PostHog's cookieless mode, as posthog-js asks for it: its servers replace this id by a hash of the
 * day, host, address and browser, and drop an event that lacks one of them: such a one does not ask.
 * https://posthog.com/docs/privacy/cookieless-tracking
 */
function cookieless({ $host, $ip, $raw_user_agent }: WebProperties): Visitor | undefined {
  if (!env().posthogCookieless || !$host || !$ip || !$raw_user_agent) return undefined;
  return {
    distinctId: "$posthog_cookieless",
    properties: { $cookieless_mode: true, $device_id: null, $process_person_profile: false },
  };
}
