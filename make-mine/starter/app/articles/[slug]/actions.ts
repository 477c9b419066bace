"use server";

import { cookies } from "next/headers";
import { track } from "@/lib/analytics/track";
import { getArticle } from "@/lib/articles";
import { showPageAgain } from "@/lib/http/show-page-again";

/** Remembers that a visitor likes an article. Setting the cookie renders the page again, too. */
export async function like(form: FormData): Promise<void> {
  // Anybody may post anything to an action: its types hold for our own form only.
  const slug = form instanceof FormData ? form.get("slug") : null;
  const article = typeof slug === "string" ? await getArticle(slug) : undefined;
  if (!article) return;
  (await cookies()).set("liked", article.slug, { httpOnly: true, sameSite: "lax" });
  await track({ event: "article_liked", slug: article.slug });
  await showPageAgain();
}
