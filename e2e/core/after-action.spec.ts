import { expect, requestIdOf, test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";
import { pressAction } from "./press-action";

const { action, listing } = site;

test("a page whose action came before its scripts keeps its address, and is one view", async ({
  page,
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
  await page.waitForLoadState("networkidle");
  await proof.settle();
  expect(beacons()).toEqual([]);
  await page.reload();
  await expect.poll(() => beacons().length).toBe(1);
  await proof.ranOnce(
    beacons().map(({ id }) => id),
    listing.event,
  );
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
