"use server";

import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { afterResponse } from "@/lib/after-response";
import { reasonForNoDatabase } from "@/lib/outbox/database";
import { deliver } from "@/lib/outbox/deliver";
import { BAG_COOKIE, readBag } from "@/lib/shop/bag";
import { orderKey, placeOrder, totalOf } from "@/lib/shop/orders";

/** Orders what is in the bag. The order's page says that it is written; an error, that nothing is. */
export async function order(form: FormData): Promise<void> {
  const key = orderKey.safeParse(form instanceof FormData ? form.get("key") : null);
  const jar = await cookies();
  const items = readBag(jar.get(BAG_COOKIE)?.value);
  const total = await totalOf(items);
  if (!key.success || !total || reasonForNoDatabase()) return;
  const placed = await placeOrder({ items, total }, key.data, await headers());
  if (placed.isNew)
    await afterResponse("outbox", async ({ signal }) => void (await deliver(signal)));
  jar.delete(BAG_COOKIE);
  redirect(`/orders/${placed.order.id}` as Route);
}
