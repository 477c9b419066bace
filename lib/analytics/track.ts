import "server-only";
import { headers } from "next/headers";
import { reasonNotToTrack } from "./consent";
import type { AnalyticsEvent } from "./events";
import { reportAfterResponse } from "./report";

/**
 * Reports an event once, after the response to this request, unless the visitor may not be tracked.
 * For Server Actions and Route Handlers; a page's view is `<CountView>`. Await it. Never rejects.
 */
export async function track(event: AnalyticsEvent): Promise<void> {
  const request = await headers();
  if (!reasonNotToTrack(request)) await reportAfterResponse(event, request);
}
