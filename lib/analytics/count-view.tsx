import "server-only";
import { headers } from "next/headers";
import type { AnalyticsEvent } from "./events";
import { reportAfterResponse } from "./report";
import { reasonNotAView } from "./view";

/**
 * Counts this page's view: reports `event` once, after the response, when a person really loads the
 * page. Renders nothing. Put it into `<Suspense>`, in a page or a layout, and never in "use cache".
 *
 * A page that is static but for this becomes partially prerendered: its shell still comes at once,
 * and each view then calls a function.
 */
export async function CountView({ event }: { event: AnalyticsEvent }): Promise<null> {
  const request = await headers();
  if (!reasonNotAView(request)) await reportAfterResponse(event, request);
  return null;
}
