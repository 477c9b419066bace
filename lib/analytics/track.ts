import "server-only";
import { env } from "../env";
import { type AnalyticsEvent, analyticsEventSchema, type BrowserEvent } from "./events";
import { printLine } from "../process/print-line";
import { send } from "./posthog";
import { visitorOf } from "./view";

/** The request that an event belongs to. Read the cookies before a page's task: inside they throw. */
export interface EventSource {
  requestId: string;
  cookies: string;
}

/** Reports one view of a product. Promises and throws what {@link report} does. */
export const logProductView = (slug: string, source: EventSource) =>
  report({ event: "product_viewed", slug }, source);

/** Reports that a bag now holds `items` lamps, the last of them `slug`. See {@link report}. */
export const logBagUpdate = (slug: string, items: number, source: EventSource) =>
  report({ event: "bag_updated", slug, items }, source);

/** Reports what a browser told us. See {@link report}. */
export const logBrowserEvent = (event: BrowserEvent, source: EventSource) => report(event, source);

/**
 * Sends one event to PostHog, or prints it where there is no `POSTHOG_KEY`. Resolves when it was
 * accepted. Throws when the event is invalid (PostHog refuses a whole batch for one invalid event,
 * so it never gets into one) or when PostHog could not be reached or refused it.
 */
async function report(event: AnalyticsEvent, { requestId, cookies }: EventSource): Promise<void> {
  const { event: name, ...properties } = analyticsEventSchema.parse(event);
  const { posthogKey } = env();
  const visitor = await visitorOf(cookies, posthogKey);
  const message = {
    event: name,
    distinctId: visitor.distinctId,
    properties: { ...visitor.properties, ...properties, request_id: requestId },
    // Retries carry the same uuid, and PostHog keeps one event of each.
    uuid: crypto.randomUUID(),
  };
  if (posthogKey) await send(posthogKey, message);
  else printLine(`[analytics] ${JSON.stringify(message)}`);
}
