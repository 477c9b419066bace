import { expect, test } from "vitest";
import { sweep } from "@/lib/outbox/deliver";
import type { Message } from "@/lib/outbox/message";
import { outbox, QUEUE } from "@/lib/outbox/outbox";
import { due, ENOUGH_MS, openTrial, written } from "./trial";

const partner = openTrial();
const requestsFor = ({ id }: Message) => partner.requests.get(id) ?? 0;

/** pg-boss looks for lapsed claims once a second at most. */
const deadline = { timeout: 10_000 };

/** As if a minute had passed since this message was claimed. */
async function letClaimLapse({ id }: Message): Promise<void> {
  const { query } = await outbox();
  await query("update pgboss.job set started_on = now() - interval '1 minute' where id = $1", [id]);
}

test("what a killed process had claimed is delivered when its claim has lapsed, and not before", async () => {
  const message = await written();
  const { boss } = await outbox();
  expect(await boss.fetch(QUEUE)).toHaveLength(1);
  expect(await sweep(ENOUGH_MS)).toMatchObject({ done: 0 });
  await letClaimLapse(message);
  await expect
    .poll(async () => {
      // Freed, it would wait as after any failure.
      await due(message);
      return (await sweep(ENOUGH_MS)).done;
    }, deadline)
    .toBe(1);
  expect(requestsFor(message)).toBe(1);
});

test("who thaws after its claim has lapsed settles nothing of the attempt that came after", async () => {
  const message = await written();
  const answered = Promise.withResolvers<number>();
  partner.answer = () => answered.promise;
  const frozen = sweep(ENOUGH_MS);
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
