import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sitePath } from "../../lib/http/site-path";
import { expect, test as base } from "../fixtures";
import { Partner } from "../partner";

/** The first message makes the embedded database: some seconds, and more on a busy machine. */
const EMBEDDED_MS = 45_000;

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
      async ({ page, open, partner, host }) => {
        test.setTimeout(2 * EMBEDDED_MS);
        for (let time = 1; time <= 2; time += 1) {
          await open(sitePath("/subscribe"));
          await page.getByLabel("Your address").fill("ada@example.com");
          await page.getByRole("button", { name: "Subscribe" }).click();
          const thanks = page.getByRole("heading", { name: "Thank you" });
          await expect(thanks).toBeVisible({ timeout: EMBEDDED_MS });
          // By the log: the answer to an action that redirects has the id of the page it leads to.
          const delivered = () =>
            host.output.filter((line) => line.startsWith("[after] done task=outbox")).length;
          await expect.poll(delivered).toBe(time);
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
    await open(sitePath("/subscribe"));
    await expect(page.getByText("Nobody can subscribe here. Set DATABASE_URL")).toBeVisible();
  },
);
