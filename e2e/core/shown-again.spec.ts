import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures";
import { pageOf } from "../routes";
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
