import { revalidateTag } from "next/cache";
import { z } from "zod";
import { afterResponse } from "@/lib/after-response";
import { slug } from "@/lib/analytics/events";
import { articleCache } from "@/lib/articles";
import { env } from "@/lib/env";
import { refusalWithoutBearer } from "@/lib/http/bearer";
import { invalidFields, problem } from "@/lib/http/problem";
import { readJson } from "@/lib/http/read-json";
import { requestIdOf } from "@/lib/http/request-id";

const accepted = { mediaTypes: ["application/json"], maxBytes: 1024 };
const schema = z.strictObject({ slug });

/** Your content system's webhook: answers at once, then marks one article's cached parts as stale. */
export async function POST(request: Request): Promise<Response> {
  const { revalidateSecret } = env();
  if (!revalidateSecret) return problem(503, "Set REVALIDATE_SECRET to switch this webhook on");
  const stranger = refusalWithoutBearer(request.headers, revalidateSecret);
  if (stranger) return stranger;
  const body = await readJson(request, accepted);
  if ("refusal" in body) return body.refusal;
  const article = schema.safeParse(body.value);
  if (!article.success) return invalidFields("Name one article", article.error);

  const tag = articleCache.tag(article.data.slug);
  // "max": visitors get the stale parts until the new ones are ready, and never wait. The call
  // notes the tag, and Next marks it when the request's tasks are done: "done" says the former.
  await afterResponse("article_revalidated", () => revalidateTag(tag, "max"));
  return Response.json({ ok: true, requestId: requestIdOf(request.headers) }, { status: 202 });
}
