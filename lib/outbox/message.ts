import "server-only";
import type { EventMessage } from "posthog-node";
import { deliverEvent } from "../analytics/report";
import { sendWebhook } from "./webhook";

/** Work that must not be lost. Its `id` is the same over all attempts: the receiver's key. */
export type Message = {
  id: string;
  /** The request that caused it, and its span (https://www.w3.org/TR/trace-context/). */
  requestId?: string;
  traceparent?: string;
} & ({ kind: "partner_webhook"; body: object } | { kind: "analytics"; event: EventMessage });

/** Carries a message out, maybe not for the first time. Throws the reason when it did not work out. */
export async function handle(message: Message, signal: AbortSignal): Promise<void> {
  if (message.kind === "partner_webhook") await sendWebhook(message.id, message.body, signal);
  else await deliverEvent({ ...message.event, uuid: message.id });
}
