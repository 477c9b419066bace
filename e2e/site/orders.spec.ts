import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, requestIdOf, test as base } from "../fixtures";
import { Partner } from "../partner";
import type { HostKind } from "../served";
import { expectNoViolations } from "./axe";
import { readyDataFolder } from "./ready-database";

const CRON_SECRET = "a-cron-secret-of-the-suite";

interface Trade {
  partner: Partner;
  env: Record<string, string>;
}

/** A standalone server has to make its folder and database itself: with the files that it was packed with. */
const dataFolder = async (hostKind: HostKind) =>
  hostKind === "standalone" ? join(tmpdir(), `orders-${crypto.randomUUID()}`) : readyDataFolder();

/** With a partner, and where there is a disk the embedded database in a folder of its own. */
const test = base.extend<{ partner: Partner }, { trade: Trade }>({
  trade: [
    async ({ hostKind }, use) => {
      const folder = await dataFolder(hostKind);
      const partner = new Partner();
      const env = {
        CRON_SECRET,
        DATA_DIR: folder,
        PARTNER_WEBHOOK_URL: await partner.start(),
        PARTNER_WEBHOOK_SECRET: partner.secret,
      };
      await use({ partner, env });
      await partner.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],
  partner: ({ trade }, use) => use(trade.partner),
  hostEnv: ({ trade }, use) => use(trade.env),
});

const wish = (key = crypto.randomUUID()) => ({ slug: "ember", key });

test.describe("with a database", { tag: ["@control", "@next-start"] }, () => {
  test(
    "an order is written once, and its messages arrive once each",
    { tag: "@standalone" },
    async ({ request, proof, sink, host, partner }) => {
      const data = wish();
      const placed = await request.post("/api/orders", { data });
      expect(placed.status()).toBe(201);
      const { order, requestId } = (await placed.json()) as {
        order: { id: string };
        requestId: string;
      };
      expect(requestId).toBe(requestIdOf(placed));
      await proof.ended(requestId);
      const again = await request.post("/api/orders", { data });
      expect(again.status()).toBe(200);
      expect(await again.json()).toMatchObject({ order });
      await proof.nothingRan(requestIdOf(again));

      const [webhook, ...others] = partner.messagesAbout(order.id);
      expect(others).toEqual([]);
      expect(webhook).toMatchObject({ type: "order.placed", data: order, requests: 1 });
      const [event, ...more] = sink.eventsOf(requestId);
      expect(more).toEqual([]);
      expect(event).toMatchObject({ event: "order_placed", properties: { order: order.id } });
      for (const [kind, id] of Object.entries({
        partner_webhook: webhook?.id,
        analytics: event?.uuid,
      })) {
        const lines = host.output.filter((line) => line.includes(`message=${id}`));
        expect(lines).toEqual([`[outbox] done message=${id} kind=${kind} attempt=1`]);
      }
    },
  );

  test("a partner who is down gets the message later, under the same id", async ({
    request,
    page,
    proof,
    partner,
  }) => {
    test.setTimeout(60_000);
    partner.answer = () => 503;
    const placed = await request.post("/api/orders", { data: wish() });
    const { order } = (await placed.json()) as { order: { id: string } };
    await proof.ended(requestIdOf(placed));
    await page.goto(`/orders/${order.id}`);
    const webhook = page.locator("[data-message=partner_webhook]");
    await expect(webhook).toContainText("waiting");
    await expect(webhook).toContainText("The partner answered 503");
    partner.answer = () => 204;
    // By the sweep, or by whoever asks for one.
    const deliver = () =>
      request.get("/api/cron/deliver", { headers: { authorization: `Bearer ${CRON_SECRET}` } });
    await expect
      .poll(async () => ((await deliver()).ok() ? partner.messagesAbout(order.id).length : -1), {
        timeout: 40_000,
      })
      .toBe(1);
    await expect(webhook).toContainText("delivered");
    expect(partner.messagesAbout(order.id)).toMatchObject([{ requests: 2 }]);
  });

  for (const javaScriptEnabled of [true, false]) {
    test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
      test.use({ javaScriptEnabled });

      test("the bag is ordered once, and the order's page tells of its messages", async ({
        page,
        open,
        partner,
      }) => {
        await open("/products/lintel");
        await page.getByRole("button", { name: "Add to bag" }).click();
        await expect(page.getByText("Bag 1")).toBeVisible();
        await open("/bag");
        await page.getByRole("button", { name: "Place order" }).dblclick();
        await expect(page.getByRole("heading", { level: 1, name: "Your order" })).toBeVisible();
        const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
        await expect.poll(() => partner.messagesAbout(id).length).toBe(1);
        await page.reload();
        for (const kind of ["partner_webhook", "analytics"]) {
          await expect(page.locator(`[data-message=${kind}]`)).toContainText("delivered");
        }
        if (javaScriptEnabled) await expectNoViolations(page);
        await open("/bag");
        await expect(page.getByText("It is empty.")).toBeVisible();
        expect(partner.messagesAbout(id)).toMatchObject([{ requests: 1 }]);
      });
    });
  }
});

test("the cron's route wants its bearer", { tag: "@control" }, async ({ request }) => {
  const response = await request.get("/api/cron/deliver");
  expect(response.status()).toBe(401);
});
