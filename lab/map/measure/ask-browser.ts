import type { BrowserContext } from "@playwright/test";
import type { Pattern, Way } from "../patterns/pattern.ts";
import type { Cells } from "./cell.ts";
import type { Ledger } from "./ledger.ts";
import { Tab } from "./tab.ts";

declare global {
  interface Window {
    /** Next's own, which `useRouter()` returns. */
    next: { router: { refresh: () => void; push: (path: string) => void } };
  }
}

const link = ({ page }: Tab) => page.getByRole("link", { name: "there" });
const seen = (tab: Tab) => link(tab).scrollIntoViewIfNeeded();

const press =
  (name: string) =>
  ({ page }: Tab) =>
    page.getByRole("button", { name }).click();

const back = async ({ page }: Tab) => {
  await page.goBack();
  await page.waitForURL(({ pathname }) => pathname === "/links");
};

/** Asks for the pattern with a real browser, in each of its ways that need one. */
export async function askInBrowser(
  ledger: Ledger,
  context: BrowserContext,
  pattern: Pattern,
): Promise<Cells> {
  const cells: Cells = {};
  const { name, path, asked } = pattern;

  async function visit(start: string, tour: [Way, (tab: Tab) => Promise<unknown>][]) {
    const wanted = tour.filter(([way]) => asked.includes(way));
    if (wanted.length === 0) return;
    const tab = await Tab.open(context);
    await tab.page.goto(start);
    await ledger.settle(name, tab);
    for (const [way, act] of wanted) {
      if (way === "backAfterAction") await actElsewhere(tab);
      cells[way] = await ledger.cell(pattern, async () => void (await act(tab)), tab);
    }
    await tab.page.close();
  }

  /** Leaves for another page and has a Server Action there: what the tab kept of pages is stale then. */
  async function actElsewhere(tab: Tab) {
    const elsewhere = "/links?to=/landing";
    await tab.page.evaluate((to) => window.next.router.push(to), elsewhere);
    await tab.page.waitForURL(({ pathname }) => pathname === "/links");
    await ledger.settle(name, tab);
    await press("Refresh")(tab);
    await ledger.settle(name, tab);
  }

  const links = `/links?to=${encodeURIComponent(path)}`;
  const there = ({ pathname }: URL) => pathname === (pattern.landing ?? path);
  const click = async (tab: Tab) => {
    await link(tab).click();
    await tab.page.waitForURL(there);
  };
  await visit(links, [
    ["seen", seen],
    ["hover", (tab) => link(tab).hover()],
    ["click", click],
    ["back", back],
    ["forward", ({ page }) => page.goForward()],
    [
      "clickAgain",
      async (tab) => {
        await back(tab);
        await ledger.settle(name, tab);
        await click(tab);
      },
    ],
    ["refresh", press("Refresh")],
    ["clientRefresh", ({ page }) => page.evaluate(() => window.next.router.refresh())],
    [
      "backAfterAction",
      async ({ page }) => {
        await page.goBack();
        await page.waitForURL(there);
      },
    ],
  ]);
  await visit(`${links}&prefetch`, [["prefetchTrue", seen]]);
  await visit(path, [["action", press("Save")]]);
  return cells;
}
