import { expect, test } from "vitest";
import type { PrerenderOutput } from "@/e2e/hosts/serverless/manifest";
import { PrerenderCache } from "@/e2e/hosts/serverless/prerender-cache";

const made = {} as PrerenderOutput;
const rsc = Buffer.from("payload").toString("base64");
const payloadAfter = (postponed: string | undefined) => {
  const cache = new PrerenderCache({ "/": made, "/index.rsc": made });
  cache.renew("/", { html: "<html>", rsc, postponed });
  return cache.get("/index.rsc");
};

test("a page that postpones nothing and is made anew keeps its payload: no function could make it", () => {
  expect(payloadAfter(undefined).body?.toString()).toBe("payload");
});

test("the payload of a page that postponed something is made by its function", () => {
  expect(payloadAfter("state")).toMatchObject({ body: undefined, postponed: "state" });
});
