import { afterResponse } from "@/lib/after-response";
import { report } from "@/lib/analytics/report";
import type { BrowserEvent } from "@/lib/analytics/events";

/** A programmer's mistake: an event without a name, for which PostHog refuses its whole batch. */
export async function POST(): Promise<Response> {
  const event = { event: "", slug: "ember", method: "link" } as unknown as BrowserEvent;
  await afterResponse("nameless", ({ requestId }) =>
    report(event, { requestId, cookies: "", web: {} }),
  );
  return Response.json({ ok: true }, { status: 202 });
}
