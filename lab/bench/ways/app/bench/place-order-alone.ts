import { outboxWith } from "@/lib/outbox/tables";

const tables = [
  `create table if not exists orders (
    id uuid primary key,
    idempotency_key uuid not null unique,
    items jsonb not null,
    total integer not null,
    placed_at timestamptz not null default now()
  )`,
];

const orders = () => outboxWith("orders", tables);

interface Wish {
  items: Record<string, number>;
  total: number;
}

/** The shop's own without the messages that an order causes: one row, in one statement. */
export async function placeOrder({ items, total }: Wish, key: string, _request: Headers) {
  const order = { id: crypto.randomUUID(), items, total };
  const { query } = await orders();
  await query(`insert into orders (id, idempotency_key, items, total) values ($1, $2, $3, $4)`, [
    order.id,
    key,
    JSON.stringify(items),
    total,
  ]);
  return { order, isNew: true };
}
