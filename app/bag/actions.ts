"use server";

import { cookies, headers } from "next/headers";
import { redirectFromAction } from "@/lib/http/redirect-from-action";
import { reasonForNoDatabase } from "@/lib/outbox/database";
import { deliverAfterResponse } from "@/lib/outbox/deliver";
import { BAG_COOKIE, readBag } from "@/lib/shop/bag";
import { orderKey, placeOrder, totalOf } from "@/lib/shop/orders";

/** Why nothing was ordered, and the key under which it may be tried again. */
export interface Refusal {
  key: string;
  reason: string;
}

/** Orders what is in the bag, and leads to the order's page. */
export async function order(_: Refusal | undefined, form: FormData): Promise<Refusal> {
  const key = orderKey.safeParse(form instanceof FormData ? form.get("key") : null).data;
  const jar = await cookies();
  const items = readBag(jar.get(BAG_COOKIE)?.value);
  const total = await totalOf(items);
  if (!key || !total) return { key: crypto.randomUUID(), reason: "There was nothing to order." };
  const noDatabase = reasonForNoDatabase();
  if (noDatabase) return { key, reason: noDatabase };
  const placed = await placeOrder({ items, total }, key, await headers()).catch(tell);
  if (!placed) return { key, reason: "The order was not confirmed. Your bag is kept: try again." };
  if (placed.isNew) await deliverAfterResponse(placed.messageIds);
  jar.delete(BAG_COOKIE);
  return redirectFromAction(`/orders/${placed.order.id}`);
}

function tell(error: unknown): void {
  console.error("An order could not be written:", error);
}
