import { expect, test } from "../fixtures";

test.use({ javaScriptEnabled: false });

test(
  "the map of after() can be looked up without JavaScript: counts, code, reason",
  { tag: "@next-start" },
  async ({ page }) => {
    await page.goto("/after");
    const row = page.getByRole("row", { name: "after await headers(), in Suspense" });
    await expect(row.getByRole("cell", { name: "2 wrong" }).first()).toBeVisible();
    await row.getByRole("link").click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      "after await headers(), in Suspense",
    );
    const get = page.getByRole("row", { name: /^GET [^a]/ });
    await expect(get.getByRole("cell").first()).toHaveText("2 wrong");
    await expect(page.getByText('after(() => track("headers-suspense"))')).toBeVisible();
  },
);
