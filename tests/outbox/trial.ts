import { rm } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import { Partner } from "../../e2e/partner";
import { site } from "../../e2e/site";
import { readyDataFolder } from "../../e2e/site/ready-database";
import type { Message } from "@/lib/outbox/message";
import { messageStates } from "@/lib/outbox/message-states";
import { enqueue, outbox } from "@/lib/outbox/outbox";

/** More ms than a delivery run of these tests needs. */
export const ENOUGH_MS = 60_000;

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

async function write(messages: readonly Message[]): Promise<void> {
  const { transaction } = await outbox();
  await transaction((tx) => enqueue(tx, messages));
}

const webhook = (): Message => ({
  id: crypto.randomUUID(),
  requestId: crypto.randomUUID(),
  kind: "partner_webhook",
  body: { of: "it" },
});

export async function written(): Promise<Message> {
  const message = webhook();
  await write([message]);
  return message;
}

/** So many messages that wait, written at once. */
export async function backlog(amount: number): Promise<Message[]> {
  const messages = Array.from({ length: amount }, webhook);
  await write(messages);
  return messages;
}

/** A message of the other kind. */
export async function writtenEvent(): Promise<Message> {
  const [id, requestId] = [crypto.randomUUID(), crypto.randomUUID()];
  const source = { requestId, cookies: "", web: {} };
  const { event } = site.counted[0];
  const message: Message = { id, requestId, kind: "analytics", event, source };
  await write([message]);
  return message;
}

export const stateOf = async (message: Message) => (await messageStates([message]))[0];

/** As if the time had come to try it again. */
export async function due({ id }: Message): Promise<void> {
  const { query } = await outbox();
  await query("update pgboss.job set start_after = now() where id = $1", [id]);
}
