import { expect, requestIdOf, test } from "../fixtures";

const slugs = ["ember", "halo", "drift", "heron", "pebble", "lintel", "tally", "dusk"];

test("the first load, a reload and the tenth load are one view each, from one cached part", async ({
  page,
  open,
  proof,
}) => {
  const cachedAt = () => page.getByRole("article").getByRole("time").getAttribute("datetime");
  const ids = [await open("/products/ember")];
  const first = await cachedAt();
  for (let load = 2; load <= 10; load += 1) {
    ids.push(requestIdOf(await page.reload()));
    expect(await cachedAt()).toBe(first);
  }
  expect(new Set(ids).size).toBe(10);
  for (const id of ids) await proof.ranOnce(id, "product_viewed");
});

test("a soft navigation is one view, and so is the next one to the same product", async ({
  page,
  open,
  proof,
  seen,
}) => {
  await open("/");
  for (const visit of ["first", "second"]) {
    const before = seen.length;
    await page.getByRole("link", { name: /^Heron/ }).click();
    await expect(page.locator("[data-task=product_viewed][data-state=done]")).toBeVisible();
    const id = await page.locator("[data-request]").getAttribute("data-request");
    await proof.ranOnce(id ?? "", "product_viewed");
    const ids = seen.slice(before).map((request) => request.id);
    expect(ids).toContain(id);
    expect(await proof.timesDone("product_viewed", ids), `${visit} visit`).toBe(1);
    await page.getByRole("link", { name: "Afterglow" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("last hour");
  }
});

test("links that are seen or hovered are prefetched, and count as nothing", async ({
  page,
  open,
  proof,
  seen,
}) => {
  await open("/");
  for (const slug of slugs) {
    const link = page.locator(`a[href="/products/${slug}"]`);
    await link.scrollIntoViewIfNeeded();
    await link.hover();
  }
  const prefetches = () => seen.filter(({ headers }) => headers["next-router-prefetch"]);
  await expect.poll(() => prefetches().length, "the links are prefetched").toBeGreaterThan(0);
  await proof.settle();
  await proof.nothingRan(...seen.map(({ id }) => id));
});

test("going back and forward counts nothing again", async ({ page, open, proof, seen }) => {
  await open("/");
  await page.getByRole("link", { name: /^Pebble/ }).click();
  await expect(page.locator("[data-state=done]")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("last hour");
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: "Pebble" })).toBeVisible();
  await proof.settle();
  const ids = seen.map(({ id }) => id);
  expect(await proof.timesDone("product_viewed", ids)).toBe(1);
});

test("an unknown slug gets the not-found page with noindex, and counts nothing", async ({
  request,
  proof,
}) => {
  const slug = `no-such-lamp-${Date.now()}`;
  const ids: string[] = [];
  for (let visit = 1; visit <= 2; visit += 1) {
    const response = await request.get(`/products/${slug}`);
    // An answer that has begun to stream before the slug was looked up keeps its 200.
    expect([200, 404]).toContain(response.status());
    const html = await response.text();
    expect(html).toContain('<meta name="robots" content="noindex"/>');
    expect(html).toContain("There is no such lamp");
    ids.push(requestIdOf(response));
  }
  await proof.nothingRan(...ids);
});

test("a HEAD request counts nothing", async ({ request, proof }) => {
  const response = await request.head("/products/ember");
  expect(response.status()).toBe(200);
  await proof.nothingRan(requestIdOf(response));
});

const notViews = {
  "a search engine's bot": { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)" },
  "a speculative load": { "sec-purpose": "prefetch;prerender" },
  "a visitor with Global Privacy Control": { "sec-gpc": "1" },
  "a visitor with Do Not Track": { dnt: "1" },
  "a visitor who opted out of PostHog": { cookie: "a=b; __ph_opt_in_out_phc_test=0" },
};

for (const [who, headers] of Object.entries(notViews)) {
  // Whose opt-out it is depends on the project's key.
  const tag = who.includes("PostHog") ? "@control" : [];
  test(`${who} gets the page and counts nothing`, { tag }, async ({ request, proof }) => {
    const response = await request.get("/products/ember", { headers });
    expect(await response.text()).toContain("Not counted as a view");
    await proof.nothingRan(requestIdOf(response));
  });
}

test("fifty concurrent loads are fifty views, none missing and none twice", async ({
  request,
  proof,
}) => {
  const loads = Array.from({ length: 50 }, (_, index) =>
    request.get(`/products/${slugs[index % slugs.length]}`),
  );
  const ids = (await Promise.all(loads)).map(requestIdOf);
  expect(new Set(ids).size).toBe(50);
  await Promise.all(ids.map((id) => proof.ended(id)));
  expect(await proof.timesDone("product_viewed", ids)).toBe(50);
});

test(
  "a known visitor's view carries the id of their PostHog cookie",
  { tag: "@control" },
  async ({ request, proof, sink }) => {
    const state = { distinct_id: "visitor-7", $user_state: "anonymous" };
    const cookie = `ph_phc_test_posthog=${encodeURIComponent(JSON.stringify(state))}`;
    const response = await request.get("/products/halo", { headers: { cookie } });
    expect(response.headers()["set-cookie"]).toBeUndefined();
    await proof.ranOnce(requestIdOf(response), "product_viewed");
    expect(sink.eventsOf(requestIdOf(response))).toMatchObject([
      { distinct_id: "visitor-7", properties: { $process_person_profile: false, slug: "halo" } },
    ]);
  },
);

test("the page shows the receipt of its own request, and the labels can be switched off", async ({
  page,
  open,
}) => {
  const id = await open("/products/tally");
  const panel = page.locator(`[data-request="${id}"]`);
  await expect(panel.locator("[data-task]")).toHaveCount(1);
  await expect(panel.locator("[data-task=product_viewed]")).toContainText(/done in \d+ ms/);
  await expect(panel).toContainText("response sent, task started");
  await expect(page.getByText("after the response", { exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: "Labels" }).uncheck();
  await expect(page.getByText("after the response", { exact: true })).toBeHidden();
});
