"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { afterResponse } from "@/lib/after-response";
import { logBagUpdate } from "@/lib/analytics/track";
import { BAG_COOKIE, countItems, readBag, withOneMore } from "@/lib/shop/bag";
import { env } from "@/lib/env";
import { getProduct } from "@/lib/shop/products";
import { reasonNotToTrack } from "@/lib/analytics/view";

const THIRTY_DAYS = 30 * 24 * 60 * 60;

/** Puts one more of a product into the bag. Setting the cookie renders the page again, too. */
export async function addToBag(form: FormData): Promise<void> {
  // Anybody may post anything to an action: its types hold for our own form only.
  const slug = form instanceof FormData ? form.get("slug") : null;
  const product = typeof slug === "string" ? await getProduct(slug) : undefined;
  if (!product) return;
  const [jar, request] = await Promise.all([cookies(), headers()]);
  const bag = withOneMore(readBag(jar.get(BAG_COOKIE)?.value), product.slug);
  jar.set(BAG_COOKIE, JSON.stringify(bag), {
    httpOnly: true,
    sameSite: "lax",
    secure: request.get("x-forwarded-proto") === "https",
    maxAge: THIRTY_DAYS,
  });

  if (!reasonNotToTrack(request, env().posthogKey)) {
    const visitorCookies = request.get("cookie") ?? "";
    await afterResponse("bag_updated", ({ requestId }) =>
      logBagUpdate(product.slug, countItems(bag), { requestId, cookies: visitorCookies }),
    );
  }

  // Without JavaScript the form is a plain POST, and Next answers it with the page's dynamic parts
  // only, without the static shell (vercel/next.js#92992): send the browser to the whole page.
  if (!request.has("next-action")) redirect(`/products/${product.slug}?added`);
}
