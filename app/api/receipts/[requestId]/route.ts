import { connection } from "next/server";
import { problem } from "@/lib/http/problem";
import { readReceipt } from "@/lib/after/receipts";
import { requestIdSchema } from "@/lib/http/request-id";

/** What became of one request's tasks. Whoever knows the request's id may ask. */
export async function GET(
  _request: Request,
  { params }: RouteContext<"/api/receipts/[requestId]">,
): Promise<Response> {
  await connection();
  const requestId = requestIdSchema.safeParse((await params).requestId);
  if (!requestId.success) return problem(400, "A request's id is a UUID: see its x-request-id");
  const receipt = await readReceipt(requestId.data);
  if (!receipt)
    return problem(404, "No receipt: nothing was scheduled, it expired, or they are off");
  return Response.json(receipt, { headers: { "cache-control": "no-store" } });
}
