import { createHash, timingSafeEqual } from "node:crypto";
import { revalidateTag } from "next/cache";
import { afterResponse } from "@/lib/after-response";
import { env } from "@/lib/env";
import { revalidationSchema } from "@/lib/analytics/events";
import { invalidFields, problem } from "@/lib/http/problem";
import { productCache } from "@/lib/shop/products";
import { readJson } from "@/lib/http/read-json";
import { requestIdOf } from "@/lib/http/request-id";

const accepted = { mediaTypes: ["application/json"], maxBytes: 1024 };

/** The catalogue's webhook: answers at once, then marks one product's cached parts as stale. */
export async function POST(request: Request): Promise<Response> {
  const { revalidateSecret } = env();
  if (!revalidateSecret) return problem(503, "Set REVALIDATE_SECRET to switch this webhook on");
  if (!isBearer(request.headers.get("authorization"), revalidateSecret)) {
    return problem(401, "Send REVALIDATE_SECRET as a bearer token", {
      headers: { "www-authenticate": "Bearer" },
    });
  }
  const body = await readJson(request, accepted);
  if ("refusal" in body) return body.refusal;
  const revalidation = revalidationSchema.safeParse(body.value);
  if (!revalidation.success) return invalidFields("Name one product", revalidation.error);

  const { slug } = revalidation.data;
  // "max": visitors get the stale parts until the new ones are ready, and never wait. The call
  // notes the tag, and Next marks it when the request's tasks are done: "done" says the former.
  await afterResponse("product_revalidated", () => revalidateTag(productCache.tag(slug), "max"));
  return Response.json({ ok: true, requestId: requestIdOf(request.headers) }, { status: 202 });
}

const digest = (text: string) => createHash("sha256").update(text).digest();

/** Compares digests, so that the time it takes tells neither the secret nor its length. */
function isBearer(authorization: string | null, secret: string): boolean {
  const token = /^bearer (.*)$/i.exec(authorization ?? "")?.[1] ?? "";
  return timingSafeEqual(digest(token), digest(secret));
}
