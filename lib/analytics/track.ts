import "server-only";
import { requestHeaders } from "../http/request-headers";
import { reasonNotToTrack } from "./consent";
import type { AnalyticsEvent } from "./events";
import { type EventOrigin, reportAfterResponse } from "./report";
import { reasonNotAVisitor } from "./view";

/**
 * Reports an event once, after the response to this request, unless the visitor may not be tracked.
 * For Server Actions and Route Handlers; a page's view is `<CountView>`. Await it, after the change that
 * the event reports. Like afterResponse() it throws inside "use cache" and outside a request, only.
 * `origin` is for a route: it says what the request's own address and headers do not.
 */
export async function track(event: AnalyticsEvent, origin?: EventOrigin): Promise<void> {
  const request = await requestHeaders();
  if (!request || !reasonNotToTrack(request)) await reportAfterResponse(event, request, origin);
}

/** The same for a page's view that a beacon reports: a bot's is none. */
export async function trackView(event: AnalyticsEvent, origin: EventOrigin): Promise<void> {
  const request = await requestHeaders();
  if (!request || !reasonNotAVisitor(request)) await reportAfterResponse(event, request, origin);
}
