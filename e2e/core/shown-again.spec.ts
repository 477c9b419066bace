import type { Page } from "@playwright/test";
import { expect, requestIdOf, test } from "../fixtures";
import { pageOf, routes } from "../routes";
import { site } from "../site";
import { pressAction } from "./press-action";

const { action, listing } = site;
const [page1] = site.counted;

declare global {
  interface Window {
    /** Next's own, which `useRouter()` returns. */
    next: { router: { refresh: () => void; push: (path: string) => void } };
  }
}

/** Waits until the page has drawn, and asked for, all that it will. */
const idle = (page: Page) => page.waitForLoadState("networkidle");

/** As a `<Link>` to this path does: Next adds the basePath. */
const push = (page: Page, path: string) => page.evaluate((to) => window.next.router.push(to), path);

const again = {
  "router.refresh()": (page: Page) => page.evaluate(() => window.next.router.refresh()),
  "a click on a link to the page itself": (page: Page) => {
    const { pathname, search } = new URL(page.url());
    return push(page, pageOf(pathname) + search);
  },
};

for (const [what, act] of Object.entries(again)) {
  test(`${what} is no view, of a page that is counted on the server or by a beacon`, async ({
    page,
    open,
    arriveAt,
    proof,
    seen,
  }) => {
    await open(listing.path);
    await idle(page);
    await act(page);
    await idle(page);
    await open(`${page1.path}?q=1`);
    const fetched = await arriveAt(page1.path, () => act(page));
    await idle(page);
    await proof.nothingRan(fetched);
    const ids = seen.map(({ id }) => id);
    await proof.ranTogether(ids, listing.event.event, page1.event.event);
  });
}

test("a click that searches for something else on the same page is a view", async ({
  page,
  open,
  arriveAt,
  proof,
}) => {
  const load = await open(page1.path);
  const search = await arriveAt(page1.path, () => push(page, `${pageOf(page1.path)}?q=1`));
  await proof.ranOnce([load, search], page1.event);
});

const actions: Record<string, (page: Page) => Promise<number>> = {
  "that a page's form sends": async (page) => {
    await pressAction(page);
    return 1;
  },
  "that sets a visitor's choice": async (page) => {
    const counting = page.getByRole("switch", { name: "Count my visits" });
    await counting.click();
    await expect(counting).not.toBeChecked();
    await counting.click();
    await expect(counting).toBeChecked();
    return 0;
  },
};

for (const [which, act] of Object.entries(actions)) {
  test(`going back and forward after a Server Action ${which} counts nothing again`, async ({
    page,
    open,
    follow,
    proof,
    seen,
  }) => {
    const shown = (name: string) =>
      expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await open(page1.path);
    await page.locator(`a[href="${listing.path}"]`).first().click();
    await shown(listing.heading);
    await follow(action.page);
    const sent = await act(page);
    await idle(page);
    for (const name of [listing.heading, page1.name]) {
      await page.goBack();
      await shown(name);
      await idle(page);
    }
    for (const name of [listing.heading, action.page.name]) {
      await page.goForward();
      await shown(name);
      await idle(page);
    }
    const events = action.events.slice(0, sent).map(({ event }) => event);
    await proof.settle();
    await proof.ranTogether(
      seen.map(({ id }) => id),
      listing.event.event,
      page1.event.event,
      action.page.event.event,
      ...events,
    );
  });
}

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
  await idle(page);
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
