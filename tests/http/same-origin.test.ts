import { expect, test } from "vitest";
import { isSameOrigin } from "@/lib/http/same-origin";

const from = (headers: Record<string, string>) =>
  isSameOrigin(new Headers({ host: "shop.example", ...headers }));

test("a page of this site, and what is no browser, may post", () => {
  expect(from({ "sec-fetch-site": "same-origin" })).toBe(true);
  expect(from({ origin: "https://shop.example" })).toBe(true);
  expect(from({})).toBe(true);
  expect(from({ "x-forwarded-host": "www.example", origin: "https://www.example" })).toBe(true);
});

const proxied = (host: string, origin: string) => from({ "x-forwarded-host": host, origin });

test("behind several proxies the page's host is the one that the first of them was asked for", () => {
  for (const host of ["www.example, inner", "www.example,inner:3000", " WWW.example:443 , inner"]) {
    expect(proxied(host, "https://www.example"), host).toBe(true);
    expect(proxied(host, "https://inner"), host).toBe(false);
    expect(proxied(host, "https://shop.example"), host).toBe(false);
  }
  expect(proxied("www.example:8443, inner", "https://www.example:8443")).toBe(true);
  expect(proxied("www.example:8443, inner", "https://www.example")).toBe(false);
  expect(proxied(", inner", "https://shop.example")).toBe(true);
});

test("a page of another site may not", () => {
  expect(from({ "sec-fetch-site": "cross-site", origin: "https://shop.example" })).toBe(false);
  expect(from({ "sec-fetch-site": "same-site" })).toBe(false);
  for (const origin of ["null", "x", "https://evil.example", "https://shop.example.evil.example"]) {
    expect(from({ origin }), origin).toBe(false);
  }
});
