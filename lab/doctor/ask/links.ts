import type { Browser } from "@playwright/test";
import { Tab } from "./tab.ts";
import { urlOf, type Visit } from "./visit.ts";

/** The links that each page has once a browser has run it, by the page's path. */
export async function linksOf(
  visit: Visit,
  browser: Browser,
  paths: string[],
): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  if (paths.length === 0) return found;
  const tab = await Tab.open(browser, visit);
  for (const path of paths) {
    try {
      await tab.page.goto(urlOf(visit, path), { waitUntil: "domcontentloaded" });
      await tab.settle();
      const hrefs = await tab.page
        .locator("a[href]")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
      found.set(path, hrefs);
    } catch (error) {
      visit.say(`${path}: ${String(error).split("\n")[0]}`);
    }
  }
  await tab.close();
  return found;
}
