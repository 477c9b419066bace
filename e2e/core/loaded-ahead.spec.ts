import type { APIRequestContext } from "@playwright/test";
import { expect, requestIdOf, test as base } from "../fixtures";
import { PreloadingBrowser } from "../preloading-browser";
import { routes } from "../routes";
import { site } from "../site";

const [{ path, event }] = site.counted;
const test = base.extend<{ browserThatPreloads: PreloadingBrowser }>({
  browserThatPreloads: async ({ context, userAgent }, use) => {
    const { cookies } = await context.storageState();
    const browser = await PreloadingBrowser.launch(userAgent ?? "", cookies);
    await use(browser);
    await browser.close();
  },
});

const rules = (kind: string, url: string) => {
  const text = JSON.stringify({ [kind]: [{ urls: [url], eagerness: "immediate" }] });
  return `document.body.append(Object.assign(document.createElement("script"), {
    type: "speculationrules", textContent: ${JSON.stringify(text)} }))`;
};

for (const kind of ["prefetch", "prerender"]) {
  test(`a page that Chromium has loaded ahead (${kind}) counts once when it is opened, and not before`, async ({
    browserThatPreloads: browser,
    host,
    proof,
    served,
    hostKind,
  }) => {
    const loadsOf = (pathname: string) =>
      browser.responses.filter(({ url }) => url.pathname === pathname && !url.search);
    const beacons = () => browser.responses.filter(({ url }) => url.pathname === routes.track);
    await browser.goto(host.url + site.listing.path);
    await expect.poll(() => beacons().length).toBe(1);
    await browser.evaluate(rules(kind, path));
    await expect.poll(() => browser.preloads).toContain("Ready");
    const [ahead] = loadsOf(path).map(requestIdOfTab);
    await proof.nothingRan(String(ahead));
    expect(beacons()).toHaveLength(1);

    await browser.goto(host.url + path);
    await expect.poll(() => beacons().length).toBe(2);
    const [listing, beacon] = beacons().map(requestIdOfTab);
    const prerendered = `performance.getEntriesByType("navigation")[0].activationStart > 0`;
    expect(await browser.evaluate(prerendered)).toBe(kind === "prerender");
    await proof.ranOnce(String(listing), site.listing.event.event);
    await proof.ranOnce(String(beacon), event);
    const told = hostKind === "preview" ? [] : served.sink.eventsOf(String(beacon));
    for (const each of told) {
      expect(each).toMatchObject({ uuid: ahead });
      const $referrer = host.url + site.listing.path;
      expect(each.properties).toMatchObject({ $pathname: path, $referrer });
    }
    await proof.nothingRan(String(ahead));

    await browser.evaluate("location.reload()");
    const reloads = () =>
      loadsOf(path)
        .map(requestIdOfTab)
        .filter((id) => id !== ahead);
    await expect.poll(() => reloads().length).toBe(1);
    await proof.ranOnce(reloads(), event.event);
    expect(beacons()).toHaveLength(2);
  });
}

test("a static page that Chromium has prerendered counts once when it is opened, and not before", async ({
  browserThatPreloads: browser,
  host,
  proof,
}) => {
  const beacons = () => browser.responses.filter(({ url }) => url.pathname === routes.track);
  await browser.goto(host.url + path);
  // The page that it leaves is complete, too.
  const shown = "location.pathname + document.readyState";
  await expect.poll(() => browser.evaluate(shown)).toBe(`${path}complete`);
  await browser.evaluate(rules("prerender", site.listing.path));
  await expect.poll(() => browser.preloads).toContain("Ready");
  await proof.settle();
  expect(beacons()).toHaveLength(0);
  await browser.goto(host.url + site.listing.path);
  await expect.poll(() => beacons().length).toBe(1);
  await proof.ranOnce(beacons().map(requestIdOfTab), site.listing.event.event);
});

const requestIdOfTab = ({ requestId }: { requestId: string }) => requestId;

/** Loads the page ahead and returns the token with which its view would be reported. */
async function tokenOf(request: APIRequestContext): Promise<string> {
  const response = await request.get(path, { headers: { "sec-purpose": "prefetch" } });
  const token = /\\"view\\":\\"([\w.-]+)\\"/.exec(await response.text())?.[1];
  if (!token) throw new Error("A page that is loaded ahead has no token");
  return token;
}

test("a beacon that comes again, or is forged, counts nothing twice", async ({
  request,
  proof,
}) => {
  const view = await tokenOf(request);
  const post = (data: unknown, headers = {}) => request.post(routes.track, { data, headers });
  const [first, again] = [await post({ view }), await post({ view })];
  expect([first.status(), again.status()]).toEqual([202, 202]);
  await proof.ranOnce(requestIdOf(first), event.event);
  await proof.nothingRan(requestIdOf(again));
  for (const forged of [`${view.slice(0, -4)}AAAA`, view.split(".").slice(0, 2).join("."), ""]) {
    const refused = await post({ view: forged });
    expect(refused.status()).toBe(400);
    await proof.nothingRan(requestIdOf(refused));
  }
});

const nobody = {
  "a bot": { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" },
  "a visitor with Global Privacy Control": { "sec-gpc": "1" },
};

for (const [who, headers] of Object.entries(nobody)) {
  test(`the beacon of ${who} counts nothing, of a page loaded ahead or a static one`, async ({
    request,
    proof,
  }) => {
    const views = [{ view: await tokenOf(request) }, site.listing.event];
    for (const data of views) {
      const response = await request.post(routes.track, { data, headers });
      expect(response.status()).toBe(202);
      await proof.nothingRan(requestIdOf(response));
    }
  });
}
