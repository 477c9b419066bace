import { z } from "zod";
import { invalidFields, problem } from "@/lib/http/problem";
import { readJson } from "@/lib/http/read-json";
import { requestIdOf } from "@/lib/http/request-id";
import { isSameOrigin } from "@/lib/http/same-origin";
import { reasonForNoDatabase } from "@/lib/outbox/database";
import { deliverAfterResponse } from "@/lib/outbox/deliver";
import { orderKey, placeOrder, totalOf } from "@/lib/shop/orders";

const accepted = { mediaTypes: ["application/json"], maxBytes: 1024 };
const schema = z.strictObject({ slug: z.string().max(64), key: orderKey });

/** Takes an order. 201: it is written, and what it causes will be done, whatever happens next. */
export async function POST(request: Request): Promise<Response> {
  const { headers } = request;
  if (!isSameOrigin(headers)) return problem(403, "Orders are taken from this site's pages only");
  const reason = reasonForNoDatabase();
  if (reason) return problem(503, reason);
  const body = await readJson(request, accepted);
  if ("refusal" in body) return body.refusal;
  const wish = schema.safeParse(body.value);
  if (!wish.success) return invalidFields("Name a product, and a key of your own", wish.error);
  const items = { [wish.data.slug]: 1 };
  const total = await totalOf(items);
  if (total === undefined) return problem(404, "There is no such product");

  const placed = await placeOrder({ items, total }, wish.data.key, headers).catch(
    (error: unknown) => console.error("An order could not be written:", error),
  );
  if (!placed) {
    const again = { headers: { "retry-after": "5" } };
    return problem(503, "The order was not confirmed: send it again, with the same key", again);
  }
  if (placed.isNew) await deliverAfterResponse(placed.messageIds);
  const { order, isNew } = placed;
  return Response.json(
    { order, requestId: requestIdOf(headers) },
    { status: isNew ? 201 : 200, headers: { "cache-control": "no-store" } },
  );
}
