import { afterResponse } from "@/lib/after-response";
import { logBrowserEvent } from "@/lib/analytics/track";
import { env } from "@/lib/env";
import { browserEventSchema } from "@/lib/analytics/events";
import { invalidFields, problem } from "@/lib/http/problem";
import { refusalOfTooMany } from "@/lib/http/rate-limit";
import { readJson } from "@/lib/http/read-json";
import { requestIdOf } from "@/lib/http/request-id";
import { isSameOrigin } from "@/lib/http/same-origin";
import { reasonNotToTrack } from "@/lib/analytics/view";

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
  const event = browserEventSchema.safeParse(body.value);
  if (!event.success) return invalidFields("The event is not one that is known here", event.error);

  if (!reasonNotToTrack(headers, env().posthogKey)) {
    const cookies = headers.get("cookie") ?? "";
    await afterResponse(event.data.event, ({ requestId }) =>
      logBrowserEvent(event.data, { requestId, cookies }),
    );
  }
  return Response.json({ ok: true, requestId: requestIdOf(headers) }, { status: 202 });
}
