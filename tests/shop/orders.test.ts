import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { readyDataFolder } from "../../e2e/site/ready-database";
import { visitorOf } from "@/lib/analytics/visitor";
import { outbox, QUEUE } from "@/lib/outbox/outbox";
import { placeOrder, readOrder } from "@/lib/shop/orders";

vi.mock("@/lib/analytics/visitor", { spy: true });

let folder: string;

beforeAll(async () => {
  folder = await readyDataFolder();
  vi.stubEnv("DATA_DIR", folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const wish = { items: { ember: 2 }, total: 17_800 };
const request = () => new Headers({ "user-agent": "Mozilla/5.0", "x-request-id": "r" });

async function counted() {
  const { query } = await outbox();
  const { rows } = await query(
    `select (select count(*)::int from orders) as orders,
       (select count(*)::int from pgboss.job) as messages`,
  );
  return rows[0];
}

test("an order is written with its messages, once for each key, whoever asks at the same time", async () => {
  const key = crypto.randomUUID();
  const placed = await Promise.all([1, 2, 3].map(() => placeOrder(wish, key, request())));
  expect(placed.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set(placed.map(({ order }) => order.id)).size).toBe(1);
  expect(await counted()).toEqual({ orders: 1, messages: 2 });
  const { id = "" } = placed[0]?.order ?? {};
  expect(await readOrder(id)).toMatchObject({
    order: { id, ...wish },
    messages: [
      { kind: "partner_webhook", state: "waiting" },
      { kind: "analytics", state: "waiting" },
    ],
  });
});

test("who ordered is found out when the event is delivered, from no other cookie than PostHog's", async () => {
  const headers = request();
  headers.set("cookie", "session=secret; ph_phc_key_posthog=%7B%7D; bag=1");
  const { messageIds } = await placeOrder(wish, crypto.randomUUID(), headers);
  expect(visitorOf).not.toHaveBeenCalled();
  const { boss } = await outbox();
  const jobs = await Promise.all(messageIds.map((id) => boss.findJobs(QUEUE, { id })));
  expect(jobs.flat().map(({ data }) => data)).toMatchObject([
    { kind: "partner_webhook" },
    { kind: "analytics", source: { cookies: "ph_phc_key_posthog=%7B%7D" } },
  ]);
});

test("who is not to be counted has no analytics message", async () => {
  const { messageIds } = await placeOrder(
    wish,
    crypto.randomUUID(),
    new Headers({ "sec-gpc": "1" }),
  );
  expect(messageIds).toHaveLength(1);
  expect(await counted()).toEqual({ orders: 3, messages: 5 });
});

test("where a message cannot be written, there is no order either", async () => {
  const before = await counted();
  const key = crypto.randomUUID();
  const { query } = await outbox();
  await query("alter table pgboss.job add constraint full_disk check (data is null) not valid");
  await expect(placeOrder(wish, key, request())).rejects.toThrow("full_disk");
  await query("alter table pgboss.job drop constraint full_disk");
  expect(await counted()).toEqual(before);
  expect(await placeOrder(wish, key, request())).toMatchObject({ isNew: true });
});
