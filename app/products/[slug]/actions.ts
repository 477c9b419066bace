"use server";

import { cookies, headers } from "next/headers";
import { track } from "@/lib/analytics/track";
import { showPageAgain } from "@/lib/http/show-page-again";
import { BAG_COOKIE, countItems, readBag, withOneMore } from "@/lib/shop/bag";
import { getProduct } from "@/lib/shop/products";

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
  await track({ event: "bag_updated", slug: product.slug, items: countItems(bag) });
  await showPageAgain();
}
