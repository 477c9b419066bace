import { rm } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { Partner } from "../../e2e/partner";
import { readyDataFolder } from "../../e2e/site/ready-database";
import type { Message } from "@/lib/outbox/message";
import { messageStates } from "@/lib/outbox/message-states";
import { enqueue, outbox } from "@/lib/outbox/outbox";

/** Never aborts. */
export const never = new AbortController().signal;

/** A partner, and an embedded database in a folder of its own, for the tests of one file. */
export function openTrial() {
  const partner = new Partner();
  let folder: string;
  beforeAll(async () => {
    folder = await readyDataFolder();
    vi.stubEnv("DATA_DIR", folder);
    vi.stubEnv("PARTNER_WEBHOOK_URL", await partner.start());
    vi.stubEnv("PARTNER_WEBHOOK_SECRET", partner.secret);
  });
  beforeEach(() => {
    partner.answer = () => 204;
  });
  afterAll(async () => {
    await partner.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return partner;
}

export async function written(): Promise<Message> {
  const [id, requestId] = [crypto.randomUUID(), crypto.randomUUID()];
  const message = { id, requestId, kind: "partner_webhook" as const, body: { of: "it" } };
  const { transaction } = await outbox();
  await transaction((tx) => enqueue(tx, [message]));
  return message;
}

export const stateOf = async (message: Message) => (await messageStates([message]))[0];

/** As if the time had come to try it again. */
export async function due({ id }: Message): Promise<void> {
  const { query } = await outbox();
  await query("update pgboss.job set start_after = now() where id = $1", [id]);
}
