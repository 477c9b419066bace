import { getDeadline } from "@vercel/functions";
import { env } from "@/lib/env";
import { refusalWithoutBearer } from "@/lib/http/bearer";
import { problem } from "@/lib/http/problem";
import { mayHoldMessages, reasonForNoDatabase } from "@/lib/outbox/database";
import { countDead, sweep } from "@/lib/outbox/deliver";

const BUDGET_MS = 20_000;
/** Left of the host's own deadline, in ms, to count what was given up and answer. */
const LAST_MS = 2_000;

/**
 * For Vercel's cron, or yours: delivers what the fast path after the response left. Answers how many
 * attempts were `done` and how many `failed`, and how many messages are `dead` in all: given up, and
 * not put back yet.
 */
export async function GET(request: Request): Promise<Response> {
  const { cronSecret } = env();
  if (!cronSecret) return problem(503, "Set CRON_SECRET to switch this route on");
  const stranger = refusalWithoutBearer(request.headers, cronSecret);
  if (stranger) return stranger;
  const reason = reasonForNoDatabase();
  if (reason) return problem(503, reason);
  const left = (getDeadline()?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now() - LAST_MS;
  const delivered = mayHoldMessages()
    ? { ...(await sweep(Math.min(BUDGET_MS, left))), dead: await countDead() }
    : { done: 0, failed: 0, dead: 0 };
  return Response.json(delivered, { headers: { "cache-control": "no-store" } });
}
