import {
  getRedirectUrl,
  getRewrittenUrl,
  isRewrite,
  unstable_doesMiddlewareMatch,
} from "next/experimental/testing/server";
import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { config, proxy } from "@/proxy";

const origin = "https://site.example";
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const asked = (url: string, method = "GET", headers: HeadersInit = {}) =>
  proxy(new NextRequest(origin + url, { method, headers }));

test("pages, routes, files and what does not exist pass through the proxy", () => {
  for (const url of ["/", "/a/b?c", "/api/track", "/icon.svg", "/_next/data/build/index.json"]) {
    expect(unstable_doesMiddlewareMatch({ config, url }), url).toBe(true);
  }
});

test.each(["GET", "POST"])(
  "%s goes on with an id, its method and its address, and nothing else changes",
  (method) => {
    const sent = {
      "x-request-id": "mine",
      "x-request-method": "PUT",
      "x-request-url": "https://elsewhere.example/",
      cookie: "a=1",
    };
    const response = asked("/a%0Ab?c", method, sent);
    expect(isRewrite(response)).toBe(false);
    expect(getRewrittenUrl(response)).toBeNull();
    expect(getRedirectUrl(response)).toBeNull();
    expect(response.status).toBe(200);
    expect(response.body).toBeNull();
    expect(response.headers.get("x-middleware-next")).toBe("1");

    const id = response.headers.get("x-request-id");
    expect(id).toMatch(uuid);
    const names = response.headers.get("x-middleware-override-headers")?.split(",").toSorted();
    expect(names).toEqual(["cookie", "x-request-id", "x-request-method", "x-request-url"]);
    const passedOn = (name: string) => response.headers.get(`x-middleware-request-${name}`);
    expect(passedOn("x-request-id")).toBe(id);
    expect(passedOn("x-request-method")).toBe(method);
    expect(passedOn("x-request-url")).toBe(`${origin}/a%0Ab?c`);
    expect(passedOn("cookie")).toBe("a=1");
    const own = [...response.headers.keys()].filter((name) => !name.startsWith("x-middleware-"));
    expect(own).toEqual(["server-timing", "x-request-id"]);
    expect(response.headers.get("server-timing")).toBe(`request;desc="${id}"`);
  },
);

test("each request gets an id of its own", () => {
  const ids = [1, 2, 3].map(() => asked("/").headers.get("x-request-id"));
  expect(new Set(ids).size).toBe(3);
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

const toldSo = ({ headers }: Response) => headers.get("x-middleware-request-x-after-action");

test("the page that an action led to is told so, once, and no other request is", () => {
  const sent = { cookie: "after-action=%2Fa%3Bb", "x-after-action": "forged" };
  const page = asked("/a;b?c", "GET", sent);
  expect(toldSo(page)).toBe("1");
  expect(page.headers.getSetCookie()).toEqual([expect.stringMatching(/^after-action=; .*1970/)]);
  for (const other of [asked("/a;b", "POST", sent), asked("/icon.svg", "GET", sent)]) {
    expect(toldSo(other)).toBeNull();
    expect(other.headers.getSetCookie()).toEqual([]);
  }
});

test("with a basePath the home page passes through the proxy, too", () => {
  const nextConfig = { basePath: "/shop" };
  for (const url of ["/shop", "/shop/a"]) {
    expect(unstable_doesMiddlewareMatch({ config, url, nextConfig }), url).toBe(true);
  }
});
