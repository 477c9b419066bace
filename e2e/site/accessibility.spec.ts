import { expect, test } from "../fixtures";
import { site } from "../site";
import { expectNoViolations } from "./axe";

const pages = {
  "the catalogue": () => "/",
  "a product": () => "/products/ember",
  "the bag": () => "/bag",
  "the map of after()": () => "/after",
  "a place of it": () => "/after/headers-suspense",
  "a page that does not exist": () => site.missing.path(crypto.randomUUID()),
};

/** By how many pixels the page is wider than the window. */
const overflow = () => document.documentElement.scrollWidth - window.innerWidth;

for (const [what, path] of Object.entries(pages)) {
  test(
    `axe finds nothing on ${what}, in either theme`,
    { tag: "@next-start" },
    async ({ page, open }) => {
      // It looks at each of some thousand elements.
      test.setTimeout(90_000);
      await open(path());
      await expect(page.getByRole("switch")).toBeVisible();
      await expectNoViolations(page);
    },
  );
}

test(
  "a click on a link moves the focus to the new page's name, and a screen reader hears it",
  { tag: "@next-start" },
  async ({ page, open, follow }) => {
    await open("/");
    await follow({ path: "/products/heron", name: "Heron" });
    await expect(page.getByRole("heading", { level: 1, name: "Heron" })).toBeFocused();
    const announced = () =>
      page.evaluate(() => document.querySelector("next-route-announcer")?.shadowRoot?.textContent);
    expect(await announced()).not.toContain(site.listing.heading);
  },
);

test(
  "nothing scrolls sideways on a phone, a tablet, or at a zoom of 400 %, in either direction",
  { tag: "@next-start" },
  async ({ page, open }) => {
    for (const path of ["/", "/products/ember", "/after", "/after/headers-suspense"]) {
      await open(path);
      for (const width of [320, 360, 768]) {
        await page.setViewportSize({ width, height: 800 });
        for (const direction of ["ltr", "rtl"]) {
          await page
            .locator("html")
            .evaluate((html, dir) => html.setAttribute("dir", dir), direction);
          expect(await page.evaluate(overflow), `${path}, ${width} px, ${direction}`).toBe(0);
        }
      }
    }
  },
);
