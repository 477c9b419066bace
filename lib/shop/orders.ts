import "server-only";
import { z } from "zod";
import { reasonNotToTrack } from "../analytics/consent";
import { eventMessageOf, sourceOf } from "../analytics/report";
import type { Message } from "../outbox/message";
import { DEAD, enqueue, type Outbox, outbox, QUEUE } from "../outbox/outbox";
import { openedOnce } from "../outbox/opened-once";
import { bagSchema, countItems } from "./bag";
import { getProduct } from "./products";

const orderSchema = z.object({
  id: z.uuid(),
  items: bagSchema,
  /** In euro cents. */
  total: z.int(),
});
export type Order = z.infer<typeof orderSchema>;

/** The outbox, with the table of orders beside it. */
const orders = (): Promise<Outbox> =>
  openedOnce("orders", async () => {
    const opened = await outbox();
    await opened.transaction(async (tx) => {
      // Two processes that start at once: "if not exists" alone still collides.
      await tx.query("select pg_advisory_xact_lock(7281)");
      await tx.query(`create table if not exists orders (
        id uuid primary key,
        idempotency_key uuid not null unique,
        items jsonb not null,
        total integer not null,
        placed_at timestamptz not null default now()
      )`);
    });
    return opened;
  });

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

/**
 * Writes an order, and the messages that it causes, in one transaction: when it resolves all of it is
 * there, and when it throws nothing is. The same `key` again gives the first order back.
 */
export async function placeOrder(
  { items, total }: Omit<Order, "id">,
  key: string,
  request: Headers,
): Promise<{ order: Order; isNew: boolean }> {
  const order: Order = { id: crypto.randomUUID(), items, total };
  const messages = await messagesOf(order, request);
  const { transaction } = await orders();
  return transaction(async (tx) => {
    const { rows } = await tx.query(
      `insert into orders (id, idempotency_key, items, total) values ($1, $2, $3, $4)
       on conflict (idempotency_key) do nothing returning id`,
      [order.id, key, JSON.stringify(items), total],
    );
    if (rows.length > 0) {
      await enqueue(tx, messages);
      return { order, isNew: true };
    }
    const first = await tx.query("select id, items, total from orders where idempotency_key = $1", [
      key,
    ]);
    return { order: orderSchema.parse(first.rows[0]), isNew: false };
  });
}

async function messagesOf(order: Order, request: Headers): Promise<Message[]> {
  const [webhook, analytics] = [crypto.randomUUID(), crypto.randomUUID()];
  const body = { type: "order.placed", timestamp: new Date().toISOString(), data: order };
  const messages: Message[] = [{ id: webhook, orderId: order.id, kind: "partner_webhook", body }];
  if (reasonNotToTrack(request)) return messages;
  const event = await eventMessageOf(
    { event: "order_placed", order: order.id, items: countItems(order.items), total: order.total },
    { ...sourceOf(request), uuid: analytics },
  );
  return [...messages, { id: analytics, orderId: order.id, kind: "analytics", event }];
}

/** What has become of a message so far. */
export interface MessageState {
  id: string;
  kind: Message["kind"];
  state: "waiting" | "delivered" | "given up";
  /** When it is tried again, ISO 8601; only after a failure. */
  again?: string;
  /** Why the last attempt failed. */
  reason?: string;
}

/** An order and the state of its messages; undefined where there is none of this id. */
export async function readOrder(
  id: string,
): Promise<{ order: Order; messages: MessageState[] } | undefined> {
  const { query } = await orders();
  const { rows } = await query("select id, items, total from orders where id = $1", [id]);
  if (rows.length === 0) return undefined;
  const order = orderSchema.parse(rows[0]);
  const jobs = await query(
    `select data, name, state, retry_count as tries, start_after as again, output
     from pgboss.job where name = any($1) and data->>'orderId' = $2 order by created_on`,
    [[QUEUE, DEAD], id],
  );
  // A dead message is in both queues: what the later row says holds.
  const states = new Map(
    z
      .array(jobSchema)
      .parse(jobs.rows)
      .map((job) => [job.data.id, stateOf(job)]),
  );
  return { order, messages: [...states.values()] };
}

const jobSchema = z.object({
  data: z.looseObject({ id: z.uuid(), kind: z.enum(["partner_webhook", "analytics"]) }),
  name: z.string(),
  state: z.string(),
  tries: z.int(),
  again: z.coerce.date(),
  output: z.looseObject({ reason: z.string().optional() }).nullable(),
});

function stateOf({
  data: { id, kind },
  name,
  state,
  tries,
  again,
  output,
}: z.infer<typeof jobSchema>): MessageState {
  const told = output?.reason === undefined ? {} : { reason: output.reason };
  if (state === "completed") return { id, kind, state: "delivered" };
  if (name === DEAD || state === "failed") return { id, kind, state: "given up", ...told };
  const next = tries > 0 || state === "retry" ? { again: again.toISOString() } : {};
  return { id, kind, state: "waiting", ...next, ...told };
}
