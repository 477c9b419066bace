import { browserEventSchema } from "@/lib/analytics/events";
import { track } from "@/lib/analytics/track";
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
  const event = browserEventSchema.safeParse(body.value);
  if (!event.success) return invalidFields("The event is not one that is known here", event.error);
  await track(event.data);
  return Response.json({ ok: true, requestId: requestIdOf(headers) }, { status: 202 });
}
