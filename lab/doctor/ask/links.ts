import type { Browser } from "@playwright/test";
import { atOnce } from "./at-once.ts";
import { Tab } from "./tab.ts";
import { urlOf, type Visit } from "./visit.ts";

/** The links that each page has once a browser has run it, by the page's path. */
export async function linksOf(
  visit: Visit,
  browser: Browser,
  paths: string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>(paths.map((path) => [path, []]));
  await atOnce(paths, async (path) => {
    const tab = await Tab.open(browser, visit);
    try {
      await tab.page.goto(urlOf(visit, path), { waitUntil: "domcontentloaded" });
      await tab.settle();
      const links = tab.page.locator("a[href]");
      const hrefs = await links.evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
      found.set(path, hrefs);
    } catch (error) {
      visit.say(`${path}: ${String(error).split("\n")[0]}`);
    }
    await tab.close();
  });
  return found;
}
