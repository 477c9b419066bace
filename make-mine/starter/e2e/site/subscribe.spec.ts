import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, requestIdOf, test as base } from "../fixtures";
import { Partner } from "../partner";

/** With a partner, and the embedded database in a folder of its own. */
const test = base.extend<{ partner: Partner }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures it needs from it
  partner: async ({}, use) => {
    const partner = new Partner();
    await use(partner);
    await partner.stop();
  },
  hostEnv: async ({ partner }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "subscribers-"));
    await use({
      DATA_DIR: join(folder, "data"),
      PARTNER_WEBHOOK_URL: await partner.start(),
      PARTNER_WEBHOOK_SECRET: partner.secret,
    });
    await rm(folder, { recursive: true, force: true });
  },
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test(
      "who subscribes, however often, is told to the partner once, after the response",
      { tag: ["@control", "@next-start"] },
      async ({ page, open, proof, partner }) => {
        for (let time = 1; time <= 2; time += 1) {
          await open("/subscribe");
          const posted = page.waitForResponse((response) => response.request().method() === "POST");
          // The first one makes the embedded database, which takes some seconds.
          const thanks = page.getByRole("heading", { name: "Thank you" });
          await page.getByLabel("Your address").fill("ada@example.com");
          await page.getByRole("button", { name: "Subscribe" }).click();
          await expect(thanks).toBeVisible({ timeout: 20_000 });
          await proof.ranOnce(requestIdOf(await posted), { noEvent: "outbox" });
        }
        expect(partner.messagesAbout("ada@example.com")).toMatchObject([
          { type: "subscriber.added", requests: 1 },
        ]);
      },
    );
  });
}

test(
  "without a database nobody can subscribe, and the page says why",
  { tag: "@control" },
  async ({ open, page, hostKind }) => {
    test.skip(hostKind === "next start", "there is one: the embedded one");
    await open("/subscribe");
    await expect(page.getByText("Nobody can subscribe here. Set DATABASE_URL")).toBeVisible();
  },
);
