import { setTimeout as delay } from "node:timers/promises";
import { chromium } from "@playwright/test";
import { launchOptions } from "../../../e2e/browser.ts";
import { pathnameOf, routeAt } from "../app/manifests.ts";
import type { Options } from "../options.ts";
import { Addresses } from "./addresses.ts";
import { linksOf } from "./links.ts";
import { askForDocument, post } from "./over-http.ts";
import { tour } from "./tours.ts";
import { urlOf, type Visit } from "./visit.ts";

/** Timers of a request may fire so long after its response and are still seen. */
const LINGER_MS = 1_000;
/** Pages lead to pages: so often are those looked at that the last look found. */
const ROUNDS = 3;

/** Asks for all that is known of an app, in every way. Resolves with the addresses that it found. */
export async function ask(
  visit: Visit,
  { urls, only, posts, presses }: Pick<Options, "urls" | "only" | "posts" | "presses">,
): Promise<Addresses> {
  const addresses = new Addresses(visit, urls, only);
  for (const path of await sitemap(visit)) addresses.add(path);
  await askForDocuments(visit, addresses);
  const browser = await chromium.launch(launchOptions());
  try {
    const looked = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const pages = [...addresses.asked].filter((path) => !looked.has(path) && isPage(visit, path));
      for (const path of pages) looked.add(path);
      for (const [path, hrefs] of await linksOf(visit, browser, pages))
        addresses.follow(path, hrefs);
      await askForDocuments(visit, addresses);
    }
    for (const { path, body } of posts) await post(visit, path, body);
    const links = [...addresses.links].map(([path, link]) => ({ path, ...link }));
    await tour(visit, browser, links, presses);
    await delay(LINGER_MS);
  } finally {
    await browser.close();
  }
  return addresses;
}

async function askForDocuments(visit: Visit, addresses: Addresses): Promise<void> {
  for (let path = addresses.next(); path; path = addresses.next()) {
    visit.say(`over HTTP: ${addresses.asked.size} addresses, ${path}`);
    await askForDocument(visit, addresses, path);
  }
}

const isPage = ({ built, asks }: Visit, path: string): boolean =>
  routeAt(built.routes, path)?.kind !== "route" &&
  asks.list.some((each) => each.way === "get" && each.path === path && (each.status ?? 500) < 300);

async function sitemap(visit: Visit): Promise<string[]> {
  const response = await fetch(urlOf(visit, "/sitemap.xml"), {
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) return [];
  const text = await response.text();
  const { basePath } = visit.built;
  // It names the site's public address, not this one.
  return [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].flatMap(([, loc = ""]) => {
    const path = URL.parse(loc)?.pathname;
    return path?.startsWith(basePath) ? [pathnameOf(path.slice(basePath.length) || "/")] : [];
  });
}
