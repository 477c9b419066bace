import { trace } from "@opentelemetry/api";
import { expect, test, vi } from "vitest";
import { GET } from "@/app/api/cron/deliver/route";
import { sweep } from "@/lib/outbox/deliver";
import { enqueue, outbox, QUEUE } from "@/lib/outbox/outbox";
import { onTaskFailed } from "@/lib/on-task-failed";
import { keepSpans } from "../after/in-memory-spans";
import { due, ENOUGH_MS, openTrial, stateOf, written } from "./trial";

vi.mock("@/lib/on-task-failed");
vi.stubEnv("CRON_SECRET", "a-cron-secret-of-the-tests");

const partner = openTrial();
const spans = keepSpans();

async function answerOfCron(): Promise<unknown> {
  const authorization = "Bearer a-cron-secret-of-the-tests";
  const response = await GET(new Request("http://localhost", { headers: { authorization } }));
  expect(response.status).toBe(200);
  return response.json();
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
  expect(await sweep(ENOUGH_MS)).toMatchObject({ done: 1, failed: 0 });
  expect(await stateOf(message)).toEqual({
    id: message.id,
    kind: "partner_webhook",
    state: "delivered",
  });
  expect(await sweep(ENOUGH_MS)).toMatchObject({ done: 0, failed: 0 });
  expect(partner.requests.get(message.id)).toBe(1);
});

test("what became of a message whose row is gone is unknown", async () => {
  const message = await written();
  const { boss } = await outbox();
  await sweep(ENOUGH_MS);
  // As pg-boss does a week after it was delivered.
  await boss.deleteJob(QUEUE, message.id);
  expect(await stateOf(message)).toMatchObject({ state: "unknown" });
});

test("what fails is tried again later under the same id, given up with its reason, and can be put back", async () => {
  const message = await written();
  partner.answer = () => 503;
  expect(await sweep(ENOUGH_MS)).toEqual({ done: 0, failed: 1, dead: 0 });
  expect(await stateOf(message)).toMatchObject({
    state: "waiting",
    again: expect.stringMatching(/^20/),
    reason: "Error: The partner answered 503",
  });
  const { boss, query } = await outbox();
  const counted = vi.spyOn(boss, "previewRedrive");
  await query("update pgboss.job set retry_limit = 1 where id = $1", [message.id]);
  await due(message);
  expect(onTaskFailed).not.toHaveBeenCalled();
  expect(await sweep(ENOUGH_MS)).toEqual({ done: 0, failed: 0, dead: 1 });
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
  expect(await sweep(ENOUGH_MS)).toEqual({ done: 0, failed: 0, dead: 0 });
  // Servers deliver every few seconds, and nobody asks them how many were given up in all.
  expect(counted).not.toHaveBeenCalled();
  expect(await answerOfCron()).toEqual({ done: 0, failed: 0, dead: 1 });
  expect(await boss.redrive("outbox-dead")).toBe(1);
  expect(await answerOfCron()).toEqual({ done: 1, failed: 0, dead: 0 });
  expect(await stateOf(message)).toMatchObject({ state: "delivered" });
  expect(partner.requests.get(message.id)).toBe(3);
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
  await sweep(ENOUGH_MS);
  // A cron's instance may be frozen once it has answered.
  expect(flush).toHaveBeenCalledOnce();
  await due(message);
  partner.answer = () => 204;
  await sweep(ENOUGH_MS);
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
