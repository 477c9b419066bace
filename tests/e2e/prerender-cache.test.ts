import { expect, test } from "vitest";
import type { PrerenderOutput } from "@/e2e/hosts/serverless/manifest";
import { PrerenderCache } from "@/e2e/hosts/serverless/prerender-cache";

const made = {} as PrerenderOutput;
const rsc = Buffer.from("payload").toString("base64");
const payloadAfter = (postponed: string | undefined) => {
  const prerenders = { "/": made, "/index.rsc": made };
  const cache = new PrerenderCache({ prerenders, basePath: "" });
  cache.renew("/", { html: "<html>", rsc, postponed });
  return cache.get("/index.rsc");
};

test("a page that postpones nothing and is made anew keeps its payload: no function could make it", () => {
  expect(payloadAfter(undefined).body?.toString()).toBe("payload");
});

test("the payload of a page that postponed something is made by its function", () => {
  expect(payloadAfter("state")).toMatchObject({ body: undefined, postponed: "state" });
});

test.each([
  ["/shop", "/shop/index.rsc"],
  ["/shop/bag", "/shop/bag.rsc"],
])("under a basePath, %s has its payload in %s", (page, payload) => {
  const cache = new PrerenderCache({
    prerenders: { [page]: made, [payload]: made },
    basePath: "/shop",
  });
  cache.renew(page, { html: "<html>", rsc, postponed: undefined });
  expect(cache.get(payload).body?.toString()).toBe("payload");
  expect(cache.pageOf(payload)).toBe(page);
});
