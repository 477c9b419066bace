import { afterResponse } from "@/lib/after-response";
import { report } from "@/lib/analytics/report";

/** How many tasks one request schedules. */
const TASKS = 100;

/** More events at once than a browser could cause: they wait for PostHog together. */
export async function POST(): Promise<Response> {
  for (let task = 0; task < TASKS; task += 1) {
    await afterResponse(`burst-${task}`, ({ requestId }) =>
      report(
        { event: "product_shared", slug: `burst-${task}`, method: "link" },
        { requestId, cookies: "", web: {} },
      ),
    );
  }
  return Response.json({ ok: true }, { status: 202 });
}
