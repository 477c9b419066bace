import { expect, requestIdOf } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";
import { test } from "./at-rest";
import { pressAction } from "./press-action";

const { action, listing } = site;

test("a page whose action came before its scripts keeps its address, and is one view", async ({
  page,
  rest,
  proof,
  seen,
}) => {
  const scripts = Promise.withResolvers<void>();
  await page.route("**/_next/static/chunks/*.js*", async (route) => {
    await scripts.promise;
    await route.continue();
  });
  const beacons = () => seen.filter(({ url }) => url.pathname === routes.track);
  await page.goto(site.consent.path, { waitUntil: "commit" });
  const counting = page.getByRole("switch", { name: "Count my visits" });
  await counting.click();
  await expect(counting).not.toBeChecked();
  await counting.click();
  await expect(counting).toBeChecked();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(site.consent.path);
  scripts.resolve();
  await rest();
  await proof.settle();
  expect(beacons()).toEqual([]);
  await page.reload();
  await rest();
  // The page with the switch may be another one than the page whose views a beacon counts.
  expect(beacons()).toHaveLength(site.consent.path === listing.path ? 1 : 0);
  if (beacons().length > 0) {
    await proof.ranOnce(
      beacons().map(({ id }) => id),
      listing.event,
    );
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("after an action the address is the page's own, and a reload or a later visit of it is a view", async ({
    page,
    open,
    proof,
  }) => {
    const { path, event } = action.page;
    await open(`${path}?q=1`);
    await pressAction(page);
    expect(page.url().endsWith(`${path}?q=1`), page.url()).toBe(true);
    const reload = requestIdOf(await page.reload());
    await proof.ranOnce([reload, await open(page.url())], event);
  });
});
