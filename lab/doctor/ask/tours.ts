import type { Browser } from "@playwright/test";
import { routeAt } from "../app/manifests.ts";
import type { Ask } from "./asks.ts";
import { atOnce } from "./at-once.ts";
import { Tab } from "./tab.ts";
import { pathOf, urlOf, type Visit } from "./visit.ts";

/** Next's router, where the page has one. */
interface WithRouter {
  next?: { router?: { prefetch: (path: string, options: { kind: string }) => void } };
}

export interface Link {
  path: string;
  from: string;
  href: string;
}

type Tour = (tab: Tab) => Promise<void>;

/** What a visitor does with a link: sees it, hovers over it, clicks on it, goes back, clicks again. */
const followLink =
  (visit: Visit, { path, from, href }: Link): Tour =>
  async (tab) => {
    const { page } = tab;
    const link = page.locator(`a[href=${JSON.stringify(href)}]`).first();
    const source = urlOf(visit, from);
    await tab.step("linkSeen", path, async () => {
      await page.goto(source);
      await link.scrollIntoViewIfNeeded();
    });
    await tab.step("hover", path, () => link.hover());
    if (routeAt(visit.built.routes, path)?.kind === "route") {
      return prefetchWhole(tab, source, path);
    }
    const start = page.url();
    const click = async (ask: Ask) => {
      await link.click();
      await page.waitForURL((url) => url.href !== start);
      const landing = pathOf(visit, page.url());
      if (landing !== undefined) visit.asks.leadsTo(path, landing);
      else ask.failed = true;
    };
    const back = async () => {
      await page.goBack();
      await page.waitForURL((url) => url.href === start);
    };
    await tab.step("click", path, click);
    await tab.step("back", path, back);
    await tab.step("forward", path, async () => void (await page.goForward()));
    await back();
    await tab.settle();
    await tab.step("clickAgain", path, click);
    await prefetchWhole(tab, source, path);
  };

/** What `<Link prefetch={true}>` does, whether or not the app has one. */
async function prefetchWhole(tab: Tab, source: string, path: string): Promise<void> {
  const { page } = tab;
  await page.goto(source);
  await tab.settle();
  const hasRouter = await page.evaluate(
    () => (globalThis as WithRouter).next?.router !== undefined,
  );
  if (!hasRouter) return;
  await tab.step("prefetchTrue", path, () =>
    page.evaluate((to) => {
      (globalThis as WithRouter).next?.router?.prefetch(to, { kind: "full" });
    }, path),
  );
}

const press =
  (visit: Visit, { path, name }: { path: string; name: string }): Tour =>
  async (tab) => {
    const { page } = tab;
    await page.goto(urlOf(visit, path));
    await tab.settle();
    await tab.step("press", path, async () => {
      await page.getByRole("button", { name }).first().click();
    });
  };

/** All tours of a visit, so many visitors at once. */
export async function tour(
  visit: Visit,
  browser: Browser,
  links: Link[],
  presses: { path: string; name: string }[],
): Promise<void> {
  const tours = [
    ...links.map((link) => ({ at: link.path, go: followLink(visit, link) })),
    ...presses.map((each) => ({ at: `${each.path} "${each.name}"`, go: press(visit, each) })),
  ];
  let done = 0;
  await atOnce(tours, async ({ at, go }) => {
    const tab = await Tab.open(browser, visit);
    await go(tab).catch((error: unknown) => visit.say(`${at}: ${firstLine(error)}`));
    await tab.close();
    done += 1;
    visit.say(`in Chromium: ${done} of ${tours.length}, ${at}`);
  });
}

const firstLine = (error: unknown): string => String(error).split("\n")[0] ?? "";
