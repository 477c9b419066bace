import { revalidateTag } from "next/cache";
import { z } from "zod";
import { afterResponse } from "@/lib/after-response";
import { slug } from "@/lib/analytics/events";
import { env } from "@/lib/env";
import { refusalWithoutBearer } from "@/lib/http/bearer";
import { invalidFields, problem } from "@/lib/http/problem";
import { readJson } from "@/lib/http/read-json";
import { requestIdOf } from "@/lib/http/request-id";
import { productCache } from "@/lib/shop/products";

const accepted = { mediaTypes: ["application/json"], maxBytes: 1024 };
const schema = z.strictObject({ slug });

/** The catalogue's webhook: answers at once, then marks one product's cached parts as stale. */
export async function POST(request: Request): Promise<Response> {
  const { revalidateSecret } = env();
  if (!revalidateSecret) return problem(503, "Set REVALIDATE_SECRET to switch this webhook on");
  const stranger = refusalWithoutBearer(request.headers, revalidateSecret);
  if (stranger) return stranger;
  const body = await readJson(request, accepted);
  if ("refusal" in body) return body.refusal;
  const product = schema.safeParse(body.value);
  if (!product.success) return invalidFields("Name one product", product.error);

  const tag = productCache.tag(product.data.slug);
  // "max": visitors get the stale parts until the new ones are ready, and never wait. The call
  // notes the tag, and Next marks it when the request's tasks are done: "done" says the former.
  await afterResponse("product_revalidated", () => revalidateTag(tag, "max"));
  return Response.json({ ok: true, requestId: requestIdOf(request.headers) }, { status: 202 });
}
