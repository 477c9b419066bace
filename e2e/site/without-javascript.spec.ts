import { expect, test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";

test.use({ javaScriptEnabled: false });

test("an unknown product shows the not-found page, and a known one does not", async ({
  page,
  open,
}) => {
  await open(site.missing.path(crypto.randomUUID()));
  const notFound = page.getByRole("heading", { name: site.missing.heading });
  await expect(notFound).toBeVisible();
  await open("/products/ember");
  await expect(page.getByRole("heading", { level: 1, name: "Ember" })).toBeVisible();
  await expect(notFound).toBeHidden();
});

test(
  "the bag stands in the header, beside the switch and not on it",
  { tag: "@next-start" },
  async ({ page, open }) => {
    await open("/products/lintel");
    await page.getByRole("button", { name: "Add to bag" }).click();
    const bag = page.getByText("Bag 1");
    await expect(bag).toBeVisible();
    const [count, header, labels] = await Promise.all(
      [bag, page.getByRole("banner"), page.getByText("Labels")].map((part) => part.boundingBox()),
    );
    if (!count || !header || !labels) throw new Error("A part of the header is missing");
    expect(count.y + count.height).toBeLessThanOrEqual(header.y + header.height);
    expect(count.x).toBeGreaterThanOrEqual(labels.x + labels.width);
    await bag.getByRole("link", { name: "Bag" }).click();
    await expect(page.getByRole("heading", { name: "Your bag" })).toBeVisible();
  },
);

test("the receipt says where to look, instead of running for ever", async ({ page, open }) => {
  const id = await open("/products/ember");
  const receipt = page.locator(`[data-request="${id}"]`);
  const link = receipt.getByRole("link", { name: "its receipt" });
  await expect(link).toBeVisible();
  await expect(link).toHaveAttribute("href", routes.receipt(id));
  await expect(receipt.getByText("running")).toHaveCount(0);
  await expect(page.getByText("Waiting for the receipt")).toBeHidden();
});

test(
  "a line says on top that the view is counted after the page, and labels explain themselves",
  { tag: "@next-start" },
  async ({ page, open }) => {
    await open("/products/ember");
    await expect(
      page.getByText("First this page is sent. Only then is a view counted"),
    ).toBeInViewport();
    await page.getByRole("article").getByRole("button", { name: "same for all" }).click();
    await expect(page.locator(":popover-open")).toContainText("everybody gets this copy");
  },
);
