import { once } from "node:events";
import { devices, expect } from "@playwright/test";
import type { NextHost } from "../../e2e/hosts/next-start.ts";
import { site } from "../../e2e/site.ts";
import { ask } from "../fire/orders/postgres.ts";
import { LIMIT, test } from "./two-servers.ts";

const [counted] = site.counted;
const { path, body } = site.revalidation;
const { userAgent } = devices["Desktop Chrome"];
const json = { "content-type": "application/json" };

/** When the cached part of the page that a server serves was made. */
async function madeAt({ url }: NextHost): Promise<string> {
  const page = await (await fetch(url + path, { headers: { "user-agent": userAgent } })).text();
  const [, time = ""] = /<time dateTime="([^"]+)"/i.exec(page) ?? [];
  expect(time).not.toBe("");
  return time;
}

/** Revalidates on one server; resolves when its task has ended. */
async function revalidate({ url, logs }: NextHost): Promise<void> {
  const headers = { ...json, authorization: "Bearer secret" };
  const init = { method: "POST", headers, body: JSON.stringify(body) };
  const { requestId } = (await (await fetch(`${url}/api/revalidate`, init)).json()) as {
    requestId: string;
  };
  const ended = async () => (await logs.linesOf(requestId)).some(({ state }) => state === "done");
  await expect.poll(ended, { intervals: [10] }).toBe(true);
}

const placeOrder = ({ url }: NextHost): Promise<Response> =>
  fetch(`${url}/api/orders`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ slug: "ember", key: crypto.randomUUID() }),
  });

for (const [told, other] of [
  ["first", "second"],
  ["second", "first"],
] as const) {
  test(`what is revalidated on the ${told} server is new on the other within two seconds`, async ({
    fleet,
  }) => {
    const before = { [told]: await madeAt(fleet[told]), [other]: await madeAt(fleet[other]) };
    await revalidate(fleet[told]);
    const newAt = async (which: "first" | "second") => {
      const isNew = async () => (await madeAt(fleet[which])) !== before[which];
      await expect.poll(isNew, { timeout: 20_000, intervals: [20] }).toBe(true);
      return performance.now();
    };
    // Of the one that was told as much is asked: a busy machine makes both slower.
    const [there, here] = await Promise.all([newAt(other), newAt(told)]);
    expect(there - here).toBeLessThan(2_000);
  });
}

test("a server that starts later does not go on to serve what was revalidated before", async ({
  fleet,
}) => {
  await revalidate(fleet.first);
  const at = Date.now();
  const third = await fleet.start();
  const isNew = async () => Date.parse(await madeAt(third)) > at;
  await expect.poll(isNew, { timeout: 20_000 }).toBe(true);
});

test("a server that starts takes up what was revalidated since its build, and nothing older", async ({
  fleet,
}) => {
  const DATABASE_URL = await fleet.database();
  async function madeAtByNewServer(): Promise<number> {
    const host = await fleet.startApart({ DATABASE_URL });
    const at = Date.parse(await madeAt(host));
    await host.stop();
    return at;
  }
  const started = Date.now();
  expect(await madeAtByNewServer(), "nothing was revalidated").toBeLessThan(started);
  // As lib/fleet/prune.ts leaves it in the place of tags that it deletes.
  const pruned = "insert into fleet.tag values ('_N_T_/layout', now() - interval '1 year', 0)";
  await ask(DATABASE_URL, pruned);
  expect(await madeAtByNewServer(), "the build is newer").toBeLessThan(started);
  await ask(DATABASE_URL, "update fleet.tag set changed_at = now()");
  expect(await madeAtByNewServer(), "the build is older").toBeGreaterThan(started);
});

test("a server that has a database for its orders alone shares nothing in it", async ({
  fleet,
}) => {
  const DATABASE_URL = await fleet.database();
  const host = await fleet.startApart({ DATABASE_URL, SHARE_BETWEEN_SERVERS: "false" });
  await madeAt(host);
  const beacon = { method: "POST", headers: json, body: JSON.stringify(site.marker) };
  expect((await fetch(`${host.url}/api/track`, beacon)).status).toBe(202);
  expect((await placeOrder(host)).status).toBe(201);
  const schemas = "select schema_name from information_schema.schemata where schema_name = 'fleet'";
  expect(await ask(DATABASE_URL, schemas)).toEqual([]);
  await host.stop();
});

test("a receipt is found on either server", async ({ fleet: { first, second } }) => {
  const response = await fetch(first.url + counted.path, { headers: { "user-agent": userAgent } });
  const id = response.headers.get("x-request-id");
  await response.text();
  const ofOneRun = expect.stringMatching(/^[0-9a-f]{8}$/);
  const task = { task: counted.event.event, run: ofOneRun, state: "done" };
  const receiptOn = async ({ url }: NextHost) => (await fetch(`${url}/api/receipts/${id}`)).json();
  for (const host of [first, second]) {
    await expect.poll(() => receiptOn(host)).toMatchObject({ requestId: id, tasks: [task] });
  }
  expect(await receiptOn(second)).toEqual(await receiptOn(first));
  const runs = (await first.logs.linesOf(id ?? "")).map(({ run }) => ({ run }));
  expect((await receiptOn(second)).tasks).toMatchObject(runs.slice(-1));
});

test("the rate limit holds for all servers together", async ({ fleet }) => {
  const init = { method: "POST", headers: json, body: JSON.stringify(site.marker) };
  const statuses: number[] = [];
  for (let post = 0; post < 2 * LIMIT; post += 1) {
    statuses.push((await fetch(`${fleet.url}/api/track`, init)).status);
  }
  expect(statuses).toEqual([...Array(LIMIT).fill(202), ...Array(LIMIT).fill(429)]);
});

test("an order placed on one server is delivered by the other when the first is killed", async ({
  fleet,
}) => {
  test.setTimeout(90_000);
  const { partner } = fleet;
  const claimed = Promise.withResolvers<void>();
  partner.answer = () => {
    claimed.resolve();
    return "hang";
  };
  const host = await fleet.start();
  const placed = await placeOrder(host);
  expect(placed.status).toBe(201);
  const { order } = (await placed.json()) as { order: { id: string } };
  await claimed.promise;
  const exited = once(host.child, "exit");
  host.child.kill("SIGKILL");
  await exited;
  partner.answer = () => 204;
  // Its claim lapses first, and then another server sweeps.
  await expect.poll(() => partner.messagesAbout(order.id).length, { timeout: 60_000 }).toBe(1);
  expect(partner.messagesAbout(order.id)).toMatchObject([{ type: "order.placed", data: order }]);
});
