import "server-only";
import { z } from "zod";
import type { Message } from "./message";
import { DEAD, outbox, QUEUE } from "./outbox";

/** What is kept beside an order of each message that it caused. */
export type MessageRef = Pick<Message, "id" | "kind">;

/**
 * What has become of a message so far. What was delivered is kept for a week, and what was given up
 * for a year (`retries` in outbox.ts); then nobody knows any more.
 */
export interface MessageState extends MessageRef {
  state: "waiting" | "delivered" | "given up" | "unknown";
  /** When it is tried again, ISO 8601; only after a failure. */
  again?: string;
  /** Why the last attempt failed. */
  reason?: string;
}

const rowsSchema = z.array(
  z.object({
    message: z.uuid(),
    name: z.string(),
    state: z.string(),
    again: z.coerce.date(),
    reason: z.string().nullable(),
  }),
);

/** The state of each of these messages, in their order. */
export async function messageStates(refs: readonly MessageRef[]): Promise<MessageState[]> {
  const { query } = await outbox();
  // The first job of a message has its id; what becomes a dead letter, or is put back, is a new job.
  const { rows } = await query(
    `select coalesce(source_root_id, id) as message, name, state, start_after as again,
       coalesce(output, source_output)->>'reason' as reason
     from pgboss.job where name = any($1) and (id = any($2) or source_root_id = any($2))
     order by created_on`,
    [[QUEUE, DEAD], refs.map(({ id }) => id)],
  );
  const latest = new Map(rowsSchema.parse(rows).map((row) => [row.message, row]));
  return refs.map(({ id, kind }) => ({ id, kind, ...stateOf(latest.get(id)) }));
}

function stateOf(
  row: z.infer<typeof rowsSchema>[number] | undefined,
): Omit<MessageState, keyof MessageRef> {
  if (!row) return { state: "unknown" };
  if (row.state === "completed") return { state: "delivered" };
  const told = row.reason === null ? {} : { reason: row.reason };
  if (row.name === DEAD || row.state === "failed") return { state: "given up", ...told };
  return {
    state: "waiting",
    ...(row.state === "retry" && { again: row.again.toISOString() }),
    ...told,
  };
}
