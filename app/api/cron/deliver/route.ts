import { getDeadline } from "@vercel/functions";
import { env } from "@/lib/env";
import { refusalWithoutBearer } from "@/lib/http/bearer";
import { problem } from "@/lib/http/problem";
import { mayHoldMessages, reasonForNoDatabase } from "@/lib/outbox/database";
import { sweep } from "@/lib/outbox/deliver";

const BUDGET_MS = 20_000;
/** Left of the host's own deadline, in ms, to settle the last attempts and answer. */
const LAST_MS = 2_000;

/** For Vercel's cron, or yours: delivers what the fast path after the response left. */
export async function GET(request: Request): Promise<Response> {
  const { cronSecret } = env();
  if (!cronSecret) return problem(503, "Set CRON_SECRET to switch this route on");
  const stranger = refusalWithoutBearer(request.headers, cronSecret);
  if (stranger) return stranger;
  const reason = reasonForNoDatabase();
  if (reason) return problem(503, reason);
  const left = (getDeadline()?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now() - LAST_MS;
  const delivered = mayHoldMessages()
    ? await sweep(AbortSignal.timeout(Math.max(0, Math.min(BUDGET_MS, left))))
    : { done: 0, failed: 0, dead: 0 };
  return Response.json(delivered, { headers: { "cache-control": "no-store" } });
}
