import {
  getRedirectUrl,
  getRewrittenUrl,
  isRewrite,
  unstable_doesMiddlewareMatch,
} from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { config, proxy } from "@/proxy";

const origin = "https://afterglow.example";
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const urls = [
  "/",
  "/products/ember",
  "/products/ember?_rsc=1x2y3",
  "/products/no%20such?added",
  "/products/%5Bafter%5D%0Adone",
  "/api/track",
  "/api/revalidate",
  "/api/receipts/6f0c2d1e-9f6b-4c1c-8d0e-111122223333",
  "/icon.svg",
  "/robots.txt",
  "/no/such/page",
  "/_next/data/build/index.json",
];
const methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"];

describe.each(urls)("%s", (url) => {
  test("passes through the proxy", () => {
    expect(unstable_doesMiddlewareMatch({ config, url })).toBe(true);
  });

  test.each(methods)("%s goes on with an id and its method, and nothing else changes", (method) => {
    const sent = {
      "x-request-id": "mine",
      "x-request-method": "GET",
      cookie: "a=1",
      accept: "*/*",
    };
    const response = proxy(new NextRequest(origin + url, { method, headers: sent }));
    expect(isRewrite(response)).toBe(false);
    expect(getRewrittenUrl(response)).toBeNull();
    expect(getRedirectUrl(response)).toBeNull();
    expect(response.status).toBe(200);
    expect(response.body).toBeNull();
    expect(response.headers.get("x-middleware-next")).toBe("1");

    const id = response.headers.get("x-request-id");
    expect(id).toMatch(uuid);
    const names = response.headers.get("x-middleware-override-headers")?.split(",").toSorted();
    expect(names).toEqual(["accept", "cookie", "x-request-id", "x-request-method"]);
    const passedOn = (name: string) => response.headers.get(`x-middleware-request-${name}`);
    expect(passedOn("x-request-id")).toBe(id);
    expect(passedOn("x-request-method")).toBe(method);
    expect(passedOn("cookie")).toBe("a=1");
    expect(passedOn("accept")).toBe("*/*");
    const own = [...response.headers.keys()].filter((name) => !name.startsWith("x-middleware-"));
    expect(own).toEqual(["x-request-id"]);
  });
});

test("each request gets an id of its own", () => {
  const ids = urls.map((url) => proxy(new NextRequest(origin + url)).headers.get("x-request-id"));
  expect(new Set(ids).size).toBe(urls.length);
});

test("files of the build do not pass through", () => {
  for (const url of ["/_next/static/chunks/a.js", "/_next/image?url=%2Fa.png"]) {
    expect(unstable_doesMiddlewareMatch({ config, url }), url).toBe(false);
  }
});

function userAgentSeenBehind(userAgent: string) {
  const request = new NextRequest(`${origin}/`, { headers: { "user-agent": userAgent } });
  return proxy(request).headers.get("x-middleware-request-user-agent");
}

test("a user agent goes on as it is, but for what is longer than any browser's", () => {
  const browsers = "Mozilla/5.0 (X11; Linux x86_64)";
  expect(userAgentSeenBehind(browsers)).toBe(browsers);
  expect(userAgentSeenBehind("x".repeat(512))).toBe("x".repeat(512));
  expect(userAgentSeenBehind("x".repeat(15_000))).toBe("x".repeat(512));
});
