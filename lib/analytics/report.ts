import "server-only";
import type { EventMessage } from "posthog-node";
import { afterResponse } from "../after-response";
import { env } from "../env";
import { requestIdOf } from "../http/request-id";
import { printLine } from "../process/print-line";
import { type AnalyticsEvent, analyticsEventSchema } from "./events";
import { pageOf, type PageOfEvent, type WebProperties, webPropertiesOf } from "./page-of-event";
import { send } from "./posthog";
import { visitorCookies, visitorOf } from "./visitor";

/** What an event says of the request that it belongs to. */
export interface EventSource {
  requestId: string;
  /** Those that say who the visitor is, see {@link visitorCookies}. */
  cookies: string;
  web: WebProperties;
  /** Retries carry the same uuid, and PostHog keeps one event of each. Unset: a new one. */
  uuid?: string | undefined;
}

/** What the caller knows better than the request's headers. */
export type EventOrigin = PageOfEvent & Pick<EventSource, "uuid">;

/**
 * Schedules the report of an event, as a task of the event's name. Without the request's headers
 * nobody knows whether this visitor may be tracked: then nothing is sent, and the task ends as failed.
 */
export async function reportAfterResponse(
  event: AnalyticsEvent,
  request: Headers | undefined,
  { uuid, ...page }: EventOrigin = {},
): Promise<void> {
  // Read here: in a page's task headers() and cookies() throw.
  const source = request && { ...sourceOf(request, page), uuid };
  await afterResponse(event.event, () => {
    if (!source)
      throw new Error("The visitor left before the request was read: see requestHeaders()");
    return report(event, source);
  });
}

/** What an event says of a request; of `page` where the caller knows better. */
export const sourceOf = (request: Headers, page: PageOfEvent = {}): EventSource => ({
  requestId: requestIdOf(request),
  cookies: visitorCookies(request.get("cookie") ?? ""),
  web: webPropertiesOf(request, { ...pageOf(request), ...page }, env().posthogSendIp),
});

/**
 * Sends one event to PostHog, or prints it where there is no `POSTHOG_KEY`. Resolves when it was
 * accepted. Throws when the event is invalid (PostHog refuses a whole batch for one invalid event,
 * so it never gets into one) or when PostHog could not be reached or refused it.
 */
export async function report(event: AnalyticsEvent, source: EventSource): Promise<void> {
  await deliverEvent(await eventMessageOf(event, source));
}

/** An event as PostHog takes it. Throws when it is invalid. */
async function eventMessageOf(
  event: AnalyticsEvent,
  { requestId, cookies, web, uuid = crypto.randomUUID() }: EventSource,
): Promise<EventMessage> {
  const { event: name, ...properties } = analyticsEventSchema.parse(event);
  const visitor = await visitorOf(cookies, web, uuid);
  return {
    event: name,
    distinctId: visitor.distinctId,
    properties: { ...web, ...visitor.properties, ...properties, request_id: requestId },
    uuid,
    // From the visitor's address; without one PostHog would locate this server.
    disableGeoip: !web.$ip,
  };
}

/** Sends a message to PostHog, or prints it where there is no `POSTHOG_KEY`. Throws as {@link report}. */
export async function deliverEvent(message: EventMessage): Promise<void> {
  const { posthogKey } = env();
  if (posthogKey) await send(posthogKey, message);
  else printLine(`[analytics] ${JSON.stringify(message)}`);
}
