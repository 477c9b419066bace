import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { trace } from "@opentelemetry/api";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Partner } from "../../e2e/partner";
import { sweep } from "@/lib/outbox/deliver";
import type { Message } from "@/lib/outbox/message";
import { messageStates } from "@/lib/outbox/message-states";
import { enqueue, outbox, QUEUE } from "@/lib/outbox/outbox";
import { onTaskFailed } from "@/lib/on-task-failed";
import { keepSpans } from "../after/in-memory-spans";

vi.mock("@/lib/on-task-failed");

const partner = new Partner();
const spans = keepSpans();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "outbox-"));
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

/** pg-boss looks for lapsed claims once a second at most. */
const deadline = { timeout: 10_000 };
const never = new AbortController().signal;

async function written(): Promise<Message> {
  const [id, requestId] = [crypto.randomUUID(), crypto.randomUUID()];
  const message = { id, requestId, kind: "partner_webhook" as const, body: { of: "it" } };
  const { transaction } = await outbox();
  await transaction((tx) => enqueue(tx, [message]));
  return message;
}

const requestsFor = ({ id }: Message) => partner.requests.get(id) ?? 0;
const stateOf = async (message: Message) => (await messageStates([message]))[0];

/** As if a minute had passed since this message was claimed. */
async function letClaimLapse({ id }: Message): Promise<void> {
  const { query } = await outbox();
  await query("update pgboss.job set started_on = now() - interval '1 minute' where id = $1", [id]);
}

test("what is written with a transaction that fails is not there", async () => {
  const { transaction, boss } = await outbox();
  const id = crypto.randomUUID();
  const failing = transaction(async (tx) => {
    await enqueue(tx, [{ id, kind: "partner_webhook", body: {} }]);
    throw new Error("not this time");
  });
  await expect(failing).rejects.toThrow("not this time");
  expect(await boss.findJobs(QUEUE, { id })).toEqual([]);
});

test("a message is delivered once, and its state tells", async () => {
  const message = await written();
  expect(await stateOf(message)).toMatchObject({ state: "waiting" });
  expect(await sweep(never)).toMatchObject({ done: 1, failed: 0 });
  expect(await stateOf(message)).toEqual({
    id: message.id,
    kind: "partner_webhook",
    state: "delivered",
  });
  expect(await sweep(never)).toMatchObject({ done: 0, failed: 0 });
  expect(requestsFor(message)).toBe(1);
});

test("what a killed process had claimed is delivered when its claim has lapsed, and not before", async () => {
  const message = await written();
  const { boss } = await outbox();
  expect(await boss.fetch(QUEUE)).toHaveLength(1);
  expect(await sweep(never)).toMatchObject({ done: 0 });
  await letClaimLapse(message);
  await expect
    .poll(async () => {
      // Freed, it would wait as after any failure.
      await due(message);
      return (await sweep(never)).done;
    }, deadline)
    .toBe(1);
  expect(requestsFor(message)).toBe(1);
});

async function due({ id }: Message): Promise<void> {
  const { query } = await outbox();
  await query("update pgboss.job set start_after = now() where id = $1", [id]);
}

test("who thaws after its claim has lapsed settles nothing of the attempt that came after", async () => {
  const message = await written();
  const answered = Promise.withResolvers<number>();
  partner.answer = () => answered.promise;
  const frozen = sweep(never);
  await expect.poll(() => requestsFor(message)).toBe(1);
  await letClaimLapse(message);
  const { boss } = await outbox();
  await expect
    .poll(async () => {
      await boss.supervise(QUEUE);
      await due(message);
      return boss.fetch(QUEUE);
    }, deadline)
    .toMatchObject([{ id: message.id }]);
  answered.resolve(204);
  await frozen;
  const [job] = await boss.findJobs(QUEUE, { id: message.id });
  expect(job).toMatchObject({ state: "active" });
  await boss.complete(QUEUE, { id: message.id, retryCount: 1 });
});

test("what fails is tried again later under the same id, given up with its reason, and can be put back", async () => {
  const message = await written();
  partner.answer = () => 503;
  expect(await sweep(never)).toMatchObject({ done: 0, failed: 1, dead: 0 });
  expect(await stateOf(message)).toMatchObject({
    state: "waiting",
    again: expect.stringMatching(/^20/),
    reason: "Error: The partner answered 503",
  });
  const { boss, query } = await outbox();
  await query("update pgboss.job set retry_limit = 1 where id = $1", [message.id]);
  await due(message);
  expect(onTaskFailed).not.toHaveBeenCalled();
  expect(await sweep(never)).toMatchObject({ failed: 0, dead: 1 });
  const { requestId } = message;
  expect(vi.mocked(onTaskFailed).mock.calls).toEqual([
    [
      new Error("The partner answered 503"),
      { task: "outbox partner_webhook", requestId, state: "dead" },
    ],
  ]);
  expect(await stateOf(message)).toMatchObject({
    state: "given up",
    reason: "Error: The partner answered 503",
  });
  partner.answer = () => 204;
  expect(await sweep(never)).toMatchObject({ done: 0, dead: 1 });
  expect(await boss.redrive("outbox-dead")).toBe(1);
  expect(await sweep(never)).toMatchObject({ done: 1, dead: 0 });
  expect(await stateOf(message)).toMatchObject({ state: "delivered" });
  expect(requestsFor(message)).toBe(3);
  expect(partner.taken.get(message.id)).toEqual({ of: "it" });
});

test("each attempt is a span, linked to the request that wrote the message", async () => {
  spans.reset();
  const { message, request } = await trace
    .getTracer("test")
    .startActiveSpan("request", async (span) => {
      const wrote = { message: await written(), request: span.spanContext() };
      span.end();
      return wrote;
    });
  partner.answer = () => 503;
  const flush = vi.spyOn(spans, "forceFlush");
  await sweep(never);
  // A cron's instance may be frozen once it has answered.
  expect(flush).toHaveBeenCalledOnce();
  await due(message);
  partner.answer = () => 204;
  await sweep(never);
  const { traceId, spanId } = request;
  const attempts = spans.getFinishedSpans().filter(({ name }) => name === "outbox partner_webhook");
  expect(attempts).toMatchObject(
    ["failed", "done"].map((state, before) => ({
      links: [{ context: { traceId, spanId } }],
      attributes: {
        "outbox.message": message.id,
        "outbox.attempt": before + 1,
        "outbox.state": state,
        "after.request_id": message.requestId,
      },
    })),
  );
});
