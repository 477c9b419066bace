import { expect, test } from "../fixtures";
import { site } from "../site";

const pathOf = (url: string) => new URL(url).pathname;

test("robots.txt names the sitemap, and each page in it is there and says that it is the one", async ({
  request,
  page,
  open,
}) => {
  const robots = await (await request.get("/robots.txt")).text();
  const sitemap = /^Sitemap: (.+)$/m.exec(robots)?.[1] ?? "";
  const listed = await (await request.get(pathOf(sitemap))).text();
  const urls = [...listed.matchAll(/<loc>(.+?)<\/loc>/g)].map(([, url = ""]) => url);
  expect(urls.map(pathOf)).toEqual(
    expect.arrayContaining([site.listing.path, ...site.counted.map(({ path }) => path)]),
  );
  expect(new Set(urls).size).toBe(urls.length);
  for (const url of [urls[0] ?? "", urls[1] ?? ""]) {
    await open(pathOf(url));
    await expect(page.locator("link[rel=canonical]")).toHaveAttribute(
      "href",
      url.replace(/\/$/, ""),
    );
  }
});

test(
  "a product tells search engines its name and price",
  { tag: "@next-start" },
  async ({ page, open }) => {
    await open("/products/ember");
    const data = page.locator('script[type="application/ld+json"]');
    expect(JSON.parse((await data.textContent()) ?? "")).toMatchObject({
      "@type": "Product",
      name: "Ember",
      offers: { price: "249.00", priceCurrency: "EUR" },
    });
  },
);

test("who shares a page shows a picture of its lamp; of what is no product there is none", async ({
  request,
  page,
  open,
  hostKind,
}) => {
  const seen = new Set<string>();
  for (const path of ["/", "/products/ember", "/products/halo"]) {
    await open(path);
    const url = await page.locator('meta[property="og:image"]').getAttribute("content");
    expect(await page.locator('meta[name="twitter:image"]').getAttribute("content")).toBe(url);
    const picture = await request.get(new URL(url ?? "").pathname);
    expect(picture.headers()["content-type"]).toBe("image/png");
    const png = await picture.body();
    // A PNG's first chunk: https://www.w3.org/TR/png/#11IHDR
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    seen.add(png.toString("base64"));
  }
  expect(seen.size).toBe(3);
  // A platform has begun to answer with what all of them share before it is known that there is none.
  if (hostKind !== "next start") return;
  const none = await request.get(`${site.missing.path(crypto.randomUUID())}/share.png`);
  expect(none.status()).toBe(404);
});

test("the manifest's icons are there", { tag: "@next-start" }, async ({ request }) => {
  const manifest = await (await request.get("/manifest.webmanifest")).json();
  const { icons } = manifest as { icons: { src: string; type: string }[] };
  expect(icons.length).toBeGreaterThan(0);
  for (const { src, type } of icons) {
    const icon = await request.get(src);
    expect([icon.status(), icon.headers()["content-type"]]).toEqual([200, type]);
  }
});
