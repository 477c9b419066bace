import "server-only";
import type { ReactNode } from "react";
import { requestHeaders } from "../http/request-headers";
import { CountViewInBrowser } from "./count-view-in-browser";
import type { AnalyticsEvent } from "./events";
import { reportAfterResponse } from "./report";
import { reasonNotAView } from "./view";
import { signView } from "./view-token";

/**
 * Counts this page's view: reports `event` once, after the response, when a person really loads the
 * page. One that the browser loaded ahead is counted when the person looks at it, by a beacon.
 * Renders nothing. Put it into `<Suspense>`, in a page (a layout is not rendered by a click between two
 * pages that share it), and never in "use cache".
 *
 * A page that is static but for this becomes partially prerendered: its shell still comes at once,
 * and each view then calls a function. Where that is all, `<CountViewInBrowser>` is cheaper.
 */
export async function CountView({ event }: { event: AnalyticsEvent }): Promise<ReactNode> {
  // The second render of a request would do all below once more, and for nothing: it ends here.
  const request = await requestHeaders();
  const reason = request && reasonNotAView(request);
  if (request && reason === "loaded ahead") {
    return <CountViewInBrowser event={{ view: await signView(event, request) }} />;
  }
  if (!reason) await reportAfterResponse(event, request, { referrer: request?.get("referer") });
  return null;
}
