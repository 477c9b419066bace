import "server-only";
import { z } from "zod";
import { enqueue } from "./outbox/outbox";
import { outboxWith } from "./outbox/tables";

export const emailSchema = z.email().max(254);

/** Append a step to change them. */
const tables = [
  "create table subscribers (email text primary key, since timestamptz not null default now())",
];

const subscribers = () => outboxWith("subscribers", tables);

/**
 * Writes a subscriber down, and the message to the partner that says so, in one transaction: when it
 * resolves both are there, and when it throws neither is. Who is there already causes no message.
 * Returns the ids of the messages that it wrote.
 */
export async function addSubscriber(email: string, requestId: string): Promise<string[]> {
  const { transaction } = await subscribers();
  return transaction(async (tx) => {
    const { rows } = await tx.query(
      "insert into subscribers (email) values ($1) on conflict do nothing returning email",
      [email],
    );
    if (rows.length === 0) return [];
    const body = { type: "subscriber.added", timestamp: new Date().toISOString(), data: { email } };
    const id = crypto.randomUUID();
    await enqueue(tx, [{ id, requestId, kind: "partner_webhook", body }]);
    return [id];
  });
}
