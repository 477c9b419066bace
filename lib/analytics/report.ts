import "server-only";
import { afterResponse } from "../after-response";
import { env } from "../env";
import { requestIdOf } from "../http/request-id";
import { printLine } from "../process/print-line";
import { type AnalyticsEvent, analyticsEventSchema } from "./events";
import { pageOf, type PageOfEvent, type WebProperties, webPropertiesOf } from "./page-of-event";
import { send } from "./posthog";
import { visitorOf } from "./visitor";

/** What an event says of the request that it belongs to. */
export interface EventSource {
  requestId: string;
  cookies: string;
  web: WebProperties;
  /** Retries carry the same uuid, and PostHog keeps one event of each. Unset: a new one. */
  uuid?: string | undefined;
}

/** What the caller knows better than the request's headers. */
export type EventOrigin = PageOfEvent & Pick<EventSource, "uuid">;

/** Schedules the report of an event, as a task of the event's name. */
export async function reportAfterResponse(
  event: AnalyticsEvent,
  request: Headers,
  { uuid, ...page }: EventOrigin = {},
): Promise<void> {
  // Read here: in a page's task headers() and cookies() throw.
  const source: EventSource = {
    requestId: requestIdOf(request),
    cookies: request.get("cookie") ?? "",
    web: webPropertiesOf(request, { ...pageOf(request), ...page }, env().posthogSendIp),
    uuid,
  };
  await afterResponse(event.event, () => report(event, source));
}

/**
 * Sends one event to PostHog, or prints it where there is no `POSTHOG_KEY`. Resolves when it was
 * accepted. Throws when the event is invalid (PostHog refuses a whole batch for one invalid event,
 * so it never gets into one) or when PostHog could not be reached or refused it.
 */
export async function report(
  event: AnalyticsEvent,
  { requestId, cookies, web, uuid = crypto.randomUUID() }: EventSource,
): Promise<void> {
  const { event: name, ...properties } = analyticsEventSchema.parse(event);
  const { posthogKey } = env();
  const visitor = await visitorOf(cookies, web, uuid);
  const message = {
    event: name,
    distinctId: visitor.distinctId,
    properties: { ...web, ...visitor.properties, ...properties, request_id: requestId },
    uuid,
    // From the visitor's address; without one PostHog would locate this server.
    disableGeoip: !web.$ip,
  };
  if (posthogKey) await send(posthogKey, message);
  else printLine(`[analytics] ${JSON.stringify(message)}`);
}
