import { browserEventSchema, browserViewSchema } from "@/lib/analytics/events";
import { track, trackView } from "@/lib/analytics/track";
import { isFirstSight, readView, signedViewSchema } from "@/lib/analytics/view-token";
import { invalidFields, problem } from "@/lib/http/problem";
import { refusalOfTooMany } from "@/lib/http/rate-limit";
import { readJson } from "@/lib/http/read-json";
import { requestIdOf } from "@/lib/http/request-id";
import { isSameOrigin } from "@/lib/http/same-origin";

// sendBeacon sends a string as text/plain.
const accepted = { mediaTypes: ["application/json", "text/plain"], maxBytes: 8 * 1024 };

/** Takes one event from a page of this site, answers, and then sends it on. */
export async function POST(request: Request): Promise<Response> {
  const { headers } = request;
  const tooMany = await refusalOfTooMany(headers);
  if (tooMany) return tooMany;
  if (!isSameOrigin(headers)) return problem(403, "Events are taken from this site's pages only");
  const body = await readJson(request, accepted);
  if ("refusal" in body) return body.refusal;

  const signed = signedViewSchema.safeParse(body.value);
  if (signed.success) {
    const seen = await readView(signed.data.view);
    if (!seen) return problem(400, "The view is not one that this deployment signed today");
    // A page that was loaded ahead is looked at once, however often its beacon comes.
    if (isFirstSight(seen)) await trackView(seen.event, { ...seen.page, uuid: seen.uuid });
  } else {
    const event = browserEventSchema.safeParse(body.value);
    if (!event.success)
      return invalidFields("The event is not one that is known here", event.error);
    const report = browserViewSchema.safeParse(event.data).success ? trackView : track;
    await report(event.data, pageThatSent(request));
  }
  return Response.json({ ok: true, requestId: requestIdOf(headers) }, { status: 202 });
}

/** A beacon's referrer is the page itself; a page's own referrer is in its address. */
function pageThatSent({ url, headers }: Request) {
  const { searchParams } = new URL(url);
  return {
    url: headers.get("referer") ?? undefined,
    referrer: searchParams.has("referrer") ? searchParams.get("referrer") || null : undefined,
  };
}
