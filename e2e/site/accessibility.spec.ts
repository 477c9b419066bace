import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "../fixtures";
import { site } from "../site";

const pages = {
  "the catalogue": () => "/",
  "a product": () => "/products/ember",
  "a page that does not exist": () => site.missing.path(crypto.randomUUID()),
};

/** By how many pixels the page is wider than the window. */
const overflow = () => document.documentElement.scrollWidth - window.innerWidth;

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const [what, path] of Object.entries(pages)) {
      test(`axe finds nothing on ${what}`, async ({ page, open }) => {
        await open(path());
        await expect(page.getByRole("switch")).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      });
    }
  });
}

test("a click on a link moves the focus to the new page's name, and a screen reader hears it", async ({
  page,
  open,
  follow,
}) => {
  await open("/");
  await follow({ path: "/products/heron", name: "Heron" });
  await expect(page.getByRole("heading", { level: 1, name: "Heron" })).toBeFocused();
  const announced = () =>
    page.evaluate(() => document.querySelector("next-route-announcer")?.shadowRoot?.textContent);
  expect(await announced()).not.toContain(site.listing.heading);
});

const widths = { "a narrow phone": 360, "a tablet": 768, "a zoom of 400 %": 320 };

for (const [what, width] of Object.entries(widths)) {
  test(`nothing is cut off or scrolls sideways at ${width} px: ${what}`, async ({ page, open }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["/", "/products/ember"]) {
      await open(path);
      for (const direction of ["ltr", "rtl"]) {
        await page
          .locator("html")
          .evaluate((html, dir) => html.setAttribute("dir", dir), direction);
        expect(await page.evaluate(overflow), `${path}, ${direction}`).toBeLessThanOrEqual(0);
      }
    }
  });
}
