import "server-only";
import { z } from "zod";
import { reasonNotToTrack } from "../analytics/consent";
import { sourceOf } from "../analytics/report";
import { requestIdOf } from "../http/request-id";
import { mayHoldMessages } from "../outbox/database";
import type { Message } from "../outbox/message";
import { type MessageState, messageStates } from "../outbox/message-states";
import { enqueue } from "../outbox/outbox";
import { outboxWith } from "../outbox/tables";
import { bagSchema, countItems } from "./bag";
import { getProduct } from "./products";

const orderSchema = z.object({
  id: z.uuid(),
  items: bagSchema,
  /** In euro cents. */
  total: z.int(),
});
export type Order = z.infer<typeof orderSchema>;

const placedSchema = orderSchema.extend({
  messages: z.array(z.object({ id: z.uuid(), kind: z.enum(["partner_webhook", "analytics"]) })),
});

const tables = [
  `create table if not exists orders (
    id uuid primary key,
    idempotency_key uuid not null unique,
    items jsonb not null,
    total integer not null,
    placed_at timestamptz not null default now()
  )`,
  "alter table orders add column if not exists messages jsonb not null default '[]'",
];

const orders = () => outboxWith("orders", tables);

/** Names one wish to order, however often it is sent. */
export const orderKey = z.uuid();

/** What the items cost together, in euro cents; undefined where one of them is no product. */
export async function totalOf(items: Order["items"]): Promise<number | undefined> {
  let total = 0;
  for (const [slug, count] of Object.entries(items)) {
    const product = await getProduct(slug);
    if (!product) return undefined;
    total += count * product.price;
  }
  return total;
}

interface Placed {
  order: Order;
  isNew: boolean;
  /** Of the messages that were written with it. */
  messageIds: string[];
}

/**
 * Writes an order, and the messages that it causes, in one transaction: when it resolves all of it is
 * there, and when it throws nothing is. The same `key` again gives the first order back.
 */
export async function placeOrder(
  { items, total }: Omit<Order, "id">,
  key: string,
  request: Headers,
): Promise<Placed> {
  const order: Order = { id: crypto.randomUUID(), items, total };
  const messages = messagesOf(order, request);
  const { transaction } = await orders();
  const refs = JSON.stringify(messages.map(({ id, kind }) => ({ id, kind })));
  return transaction(async (tx) => {
    const { rows } = await tx.query(
      `insert into orders (id, idempotency_key, items, total, messages)
       values ($1, $2, $3, $4, $5) on conflict (idempotency_key) do nothing returning id`,
      [order.id, key, JSON.stringify(items), total, refs],
    );
    if (rows.length > 0) {
      await enqueue(tx, messages);
      return { order, isNew: true, messageIds: messages.map(({ id }) => id) };
    }
    const first = await tx.query("select id, items, total from orders where idempotency_key = $1", [
      key,
    ]);
    return { order: orderSchema.parse(first.rows[0]), isNew: false, messageIds: [] };
  });
}

function messagesOf(order: Order, request: Headers): Message[] {
  const [webhook, analytics] = [crypto.randomUUID(), crypto.randomUUID()];
  const body = { type: "order.placed", timestamp: new Date().toISOString(), data: order };
  const requestId = requestIdOf(request);
  const messages: Message[] = [{ id: webhook, requestId, kind: "partner_webhook", body }];
  if (reasonNotToTrack(request)) return messages;
  const { id, items, total } = order;
  const event = { event: "order_placed" as const, order: id, items: countItems(items), total };
  const source = sourceOf(request);
  return [...messages, { id: analytics, requestId, kind: "analytics", event, source }];
}

/** An order and the state of its messages; undefined where there is none of this id. */
export async function readOrder(
  id: string,
): Promise<{ order: Order; messages: MessageState[] } | undefined> {
  if (!mayHoldMessages()) return undefined;
  const { query } = await orders();
  const { rows } = await query("select id, items, total, messages from orders where id = $1", [id]);
  if (rows.length === 0) return undefined;
  const { messages, ...order } = placedSchema.parse(rows[0]);
  return { order, messages: await messageStates(messages) };
}
