import "server-only";
import { z } from "zod";

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
