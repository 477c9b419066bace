import type { Page } from "@playwright/test";
import { expect } from "../fixtures";
import { pageOf } from "../routes";
import { site } from "../site";
import { test } from "./at-rest";
import { pressAction } from "./press-action";

const { action, consent, listing } = site;
const [page1] = site.counted;

declare global {
  interface Window {
    /** Next's own, which `useRouter()` returns. */
    next: { router: { refresh: () => void; push: (path: string) => void } };
  }
}

/** As a click on a `<Link>` to this address does: Next adds the basePath. */
const follow = (page: Page, address: string) => {
  const { pathname, search } = new URL(address, page.url());
  return page.evaluate((to) => window.next.router.push(to), pageOf(pathname) + search);
};

const again = {
  "router.refresh()": (page: Page) => page.evaluate(() => window.next.router.refresh()),
  "a click on a link to the page itself": (page: Page) => follow(page, page.url()),
};

for (const [what, act] of Object.entries(again)) {
  test(`${what} is no view, of a page that is counted on the server or by a beacon`, async ({
    page,
    open,
    arriveAt,
    rest,
    proof,
    seen,
  }) => {
    await open(listing.path);
    await rest();
    await act(page);
    await rest();
    await open(`${page1.path}?q=1`);
    await rest();
    const fetched = await arriveAt(page1.path, () => act(page));
    await rest();
    await proof.nothingRan(fetched);
    const ids = seen.map(({ id }) => id);
    await proof.ranTogether(ids, listing.event.event, page1.event.event);
  });
}

test("a click that searches for something else on the same page is a view", async ({
  page,
  open,
  arriveAt,
  rest,
  proof,
}) => {
  const load = await open(page1.path);
  await rest();
  const search = await arriveAt(page1.path, () => follow(page, `${page1.path}?q=1`));
  await proof.ranOnce([load, search], page1.event);
});

interface Acted {
  /** The page where it is done, and the event of its view if that is counted. */
  path: string;
  viewed: readonly string[];
  /** Returns the events that it sent. */
  act: (page: Page) => Promise<string[]>;
}

const actions: Record<string, Acted> = {
  "that a page's form sends": {
    path: action.page.path,
    viewed: [action.page.event.event],
    act: async (page) => {
      await pressAction(page);
      return action.events.slice(0, 1).map(({ event }) => event);
    },
  },
  "that sets a visitor's choice": {
    path: consent.path,
    viewed: [],
    act: async (page) => {
      const counting = page.getByRole("switch", { name: "Count my visits" });
      await counting.click();
      await expect(counting).not.toBeChecked();
      await counting.click();
      await expect(counting).toBeChecked();
      return [];
    },
  },
};

for (const [which, { path, viewed, act }] of Object.entries(actions)) {
  test(`going back and forward after a Server Action ${which} counts nothing again`, async ({
    page,
    open,
    rest,
    proof,
    seen,
  }) => {
    const arrived = async (at: string) => {
      await page.waitForURL(({ pathname }) => pathname === at);
      await rest();
    };
    const way = [page1.path, listing.path, ...(path === listing.path ? [] : [path])];
    await open(page1.path);
    await rest();
    for (const next of way.slice(1)) {
      await follow(page, next);
      await arrived(next);
    }
    const sent = await act(page);
    await rest();
    for (const last of way.slice(0, -1).toReversed()) {
      await page.goBack();
      await arrived(last);
    }
    for (const next of way.slice(1)) {
      await page.goForward();
      await arrived(next);
    }
    await proof.settle();
    const views = [page1.event.event, listing.event.event, ...viewed];
    await proof.ranTogether(
      seen.map(({ id }) => id),
      ...views,
      ...sent,
    );
  });
}
