import "server-only";
import { isbot } from "isbot";
import { z } from "zod";

/** Why a request leaves no event behind. */
export type NotCounted = "not a page load" | "prefetch" | "bot" | "privacy signal" | "opted out";

/**
 * Why this visitor must not be tracked, or undefined when they may be. `posthogKey` names the
 * cookie in which posthog-js keeps an opt-out.
 *
 * Sec-GPC: https://w3c.github.io/gpc/. DNT: honoured where a browser still sends it.
 */
export function reasonNotToTrack(headers: Headers, posthogKey?: string): NotCounted | undefined {
  if (headers.get("sec-gpc") === "1" || headers.get("dnt") === "1") return "privacy signal";
  if (posthogKey && hasOptedOut(headers.get("cookie") ?? "", posthogKey)) return "opted out";
  return undefined;
}

/**
 * Why this render of a page is not a view, or undefined when a person really loads the page.
 *
 * A Server Action renders its page again, in the same request (`next-action`) or, without
 * JavaScript, after a redirect (`afterAction`). A browser may load pages that nobody asked for yet
 * (`Sec-Purpose: prefetch`). A Server Component cannot see the method: proxy.ts passes it on.
 */
export function reasonNotAView(
  headers: Headers,
  { afterAction, posthogKey }: { afterAction: boolean; posthogKey: string | undefined },
): NotCounted | undefined {
  if (afterAction) return "not a page load";
  if (headers.has("next-action")) return "not a page load";
  if (headers.get("x-request-method") !== "GET") return "not a page load";
  const purpose = `${headers.get("sec-purpose")} ${headers.get("purpose")}`.toLowerCase();
  if (purpose.includes("prefetch")) return "prefetch";
  if (isbot(headers.get("user-agent"))) return "bot";
  return reasonNotToTrack(headers, posthogKey);
}

/** posthog-js keeps the choice in a cookie of its own: "0" after opt_out_capturing(). */
function hasOptedOut(cookieHeader: string, posthogKey: string): boolean {
  const name = `__ph_opt_in_out_${posthogKey}=`;
  return cookieHeader
    .split(/;\s*/)
    .some((cookie) => cookie.startsWith(name) && /^(0|no|false)$/.test(cookie.slice(name.length)));
}

export interface Visitor {
  distinctId: string;
  /** Sent with every event of this visitor. */
  properties: Record<string, string | boolean>;
}

// The cookie is written by JavaScript, so a visitor can put anything into it. PostHog cuts ids at
// 200 characters and refuses a whole batch for an unpaired surrogate.
const distinctId = z
  .string()
  .min(1)
  .max(200)
  .refine((id) => id.isWellFormed() && !/\p{Cc}/u.test(id));

/**
 * Who the request's cookies say it is: the visitor that posthog-js knows, else somebody new.
 * Never sets a cookie, never throws. Loads posthog-node: call it inside a task.
 */
export async function visitorOf(cookieHeader: string, posthogKey?: string): Promise<Visitor> {
  const somebody: Visitor = {
    distinctId: crypto.randomUUID(),
    properties: { $process_person_profile: false },
  };
  if (!posthogKey) return somebody;
  const { cookieStoreFromHeader, readPostHogCookie } = await import("posthog-node");
  const known = readPostHogCookie(cookieStoreFromHeader(cookieHeader), posthogKey);
  const id = distinctId.safeParse(known?.distinctId);
  if (!known || !id.success) return somebody;
  const session = z.uuid().safeParse(known.sessionId);
  return {
    distinctId: id.data,
    properties: {
      ...(!known.isIdentified && { $process_person_profile: false }),
      ...(session.success && { $session_id: session.data }),
    },
  };
}
