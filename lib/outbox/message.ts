import "server-only";
import type { EventMessage } from "posthog-node";
import type { AnalyticsEvent } from "../analytics/events";
import { deliverEvent, type EventSource, report } from "../analytics/report";
import { sendWebhook } from "./webhook";

/** Work that must not be lost. Its `id` is the same over all attempts: the receiver's key. */
export type Message = {
  id: string;
  /** The request that caused it, and its span (https://www.w3.org/TR/trace-context/). */
  requestId?: string;
  traceparent?: string;
} & (
  | { kind: "partner_webhook"; body: object }
  | { kind: "analytics"; event: AnalyticsEvent; source: EventSource }
  // As earlier versions of this app wrote it: messages may wait for days.
  | { kind: "analytics"; event: EventMessage; source?: never }
);

const kinds: Record<Message["kind"], true> = { partner_webhook: true, analytics: true };

/** Every kind of message. A delivery run delivers them side by side. */
export const KINDS = Object.keys(kinds) as Message["kind"][];

/** Carries a message out, maybe not for the first time. Throws the reason when it did not work out. */
export async function handle(message: Message, signal: AbortSignal): Promise<void> {
  switch (message.kind) {
    case "partner_webhook":
      return sendWebhook(message.id, message.body, signal);
    case "analytics":
      return message.source
        ? report(message.event, { ...message.source, uuid: message.id })
        : deliverEvent({ ...message.event, uuid: message.id });
    default:
      // Written by a newer version of this app.
      throw new Error(`This version knows no messages of kind ${(message as Message).kind}`);
  }
}
