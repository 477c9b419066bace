import { expect, requestIdOf, test } from "../fixtures";
import { site } from "../site";

const [page1, page2] = site.counted;
const task = page1.event.event;
/** Of the page that links to the others: counted by its beacon, each time it is loaded. */
const listed = site.listing.event.event;

test("the first load, a reload and the tenth load are one view each", async ({
  page,
  open,
  proof,
}) => {
  const ids = [await open(page1.path)];
  for (let load = 2; load <= 10; load += 1) ids.push(requestIdOf(await page.reload()));
  expect(new Set(ids).size).toBe(10);
  await proof.ranOnce(ids, task);
});

test("a soft navigation is one view, and so is the next one to the same page", async ({
  page,
  open,
  follow,
  proof,
  seen,
}) => {
  await open(site.listing.path);
  const first = await follow(page2);
  await page.goBack();
  const second = await follow(page2);
  await proof.ranOnce([first, second], page2.event.event);
  const ids = seen.map(({ id }) => id);
  await proof.ranTogether(ids, listed, page2.event.event, page2.event.event);
});

test("links that are seen or hovered are prefetched, and count as nothing", async ({
  page,
  open,
  proof,
  seen,
}) => {
  await open(site.listing.path);
  for (const { path } of site.counted) {
    const link = page.locator(`a[href="${path}"]`);
    await link.scrollIntoViewIfNeeded();
    await link.hover();
  }
  const prefetches = () => seen.filter(({ headers }) => headers["next-router-prefetch"]);
  await expect.poll(() => prefetches().length, "the links are prefetched").toBeGreaterThan(0);
  await proof.settle();
  await proof.ranTogether(
    seen.map(({ id }) => id),
    listed,
  );
});

test("going back and forward counts nothing again", async ({ page, open, follow, proof, seen }) => {
  await open(site.listing.path);
  await follow(page2);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(site.listing.heading);
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: page2.name })).toBeVisible();
  await proof.settle();
  await proof.ranTogether(
    seen.map(({ id }) => id),
    listed,
    page2.event.event,
  );
});

test("an address where there is nothing gets the not-found page with noindex, and counts nothing", async ({
  request,
  proof,
}) => {
  const path = site.missing.path(String(Date.now()));
  const ids: string[] = [];
  for (let visit = 1; visit <= 2; visit += 1) {
    const response = await request.get(path);
    // An answer that has begun to stream before the address was looked up keeps its 200.
    expect([200, 404]).toContain(response.status());
    const html = await response.text();
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).toContain(site.missing.heading);
    ids.push(requestIdOf(response));
  }
  await proof.nothingRan(...ids);
});

test("a HEAD request counts nothing", async ({ request, proof }) => {
  const response = await request.head(page1.path);
  expect(response.status()).toBe(200);
  await proof.nothingRan(requestIdOf(response));
});

const notViews = {
  "a search engine's bot": { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" },
  "somebody without a User-Agent": { "user-agent": "" },
  "a speculative load": { "sec-purpose": "prefetch;prerender" },
  "a visitor with Global Privacy Control": { "sec-gpc": "1" },
  "a visitor with Do Not Track": { dnt: "1" },
  "a visitor who said no": { cookie: "analytics=off" },
  "a visitor who opted out of PostHog": { cookie: "a=b; __ph_opt_in_out_phc_test=0" },
};

for (const [who, headers] of Object.entries(notViews)) {
  // A deployment lets its own cookie in, which these would replace, and has a key of its own.
  const tag = "cookie" in headers ? "@control" : [];
  test(`${who} gets the page and counts nothing`, { tag }, async ({ request, proof }) => {
    const response = await request.get(page1.path, { headers });
    expect(await response.text()).toContain(page1.name);
    await proof.nothingRan(requestIdOf(response));
  });
}

test("fifty concurrent loads are fifty views, none missing and none twice", async ({
  request,
  proof,
}) => {
  const loads = Array.from({ length: 50 }, (_, index) =>
    request.get(site.counted[index % site.counted.length]?.path ?? page1.path),
  );
  const ids = (await Promise.all(loads)).map(requestIdOf);
  expect(new Set(ids).size).toBe(50);
  await proof.ranOnce(ids, task);
});
