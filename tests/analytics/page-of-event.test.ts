import { expect, test } from "vitest";
import { pageOf, webPropertiesOf } from "@/lib/analytics/page-of-event";

const url = "https://site.example:8443/a?b=1";
const request = new Headers({
  "x-request-url": "http://localhost:3000/a?b=1",
  "x-forwarded-proto": "https,http",
  "x-forwarded-host": "site.example:8443",
  host: "10.0.0.3:3000",
  "x-forwarded-for": "203.0.113.9, 192.0.2.1",
  "user-agent": "Firefox",
});

test("an event says where it happened, in what PostHog's web analytics reads", () => {
  const page = { ...pageOf(request), referrer: "https://search.example/?q=x" };
  expect(webPropertiesOf(request, page, true)).toEqual({
    $current_url: url,
    $host: "site.example:8443",
    $pathname: "/a",
    $referrer: "https://search.example/?q=x",
    $referring_domain: "search.example",
    $raw_user_agent: "Firefox",
    $ip: "192.0.2.1",
  });
});

const at = (headers: Record<string, string>) =>
  pageOf(new Headers({ "x-request-url": "http://localhost:3000/a", ...headers })).url;

test("a page is named as the browser asked for it, with or without a proxy in between", () => {
  expect(at({ host: "127.0.0.1:3000" })).toBe("http://127.0.0.1:3000/a");
  expect(at({ host: "site.example" })).toBe("http://site.example/a");
  expect(at({ host: "site.example", "x-forwarded-proto": "https" })).toBe("https://site.example/a");
  const proxied = { host: "10.0.0.3:3000", "x-forwarded-proto": "https, http" };
  expect(at({ ...proxied, "x-forwarded-host": "site.example, inner:3000" })).toBe(
    "https://site.example/a",
  );
  expect(at({ host: "site.example", "x-forwarded-host": ", inner" })).toBe("http://site.example/a");
  expect(at({ host: "not a host" })).toMatch(/^http:.*\/a$/);
  expect(pageOf(new Headers({ host: "site.example" })).url).toBeUndefined();
});

test("the address is left out where it is not wanted, and a visitor from nowhere came directly", () => {
  expect(webPropertiesOf(request, { referrer: null }, false)).toEqual({
    $referrer: "$direct",
    $referring_domain: "$direct",
    $raw_user_agent: "Firefox",
  });
});

test("what is no address of the web, or endless, is left out", () => {
  for (const text of [
    "",
    "x",
    "javascript:alert(1)",
    `https://site.example/${"x".repeat(2_000)}`,
  ]) {
    expect(webPropertiesOf(new Headers(), { url: text, referrer: text }, true), text).toEqual({});
  }
});

const told = (address: string) =>
  webPropertiesOf(new Headers(), { url: address, referrer: address }, false);

test("the secret in a link goes to nobody, and the rest of an address stays as it is", () => {
  expect(told("https://site.example/reset?token=s3cret&a=b%20c")).toMatchObject({
    $current_url: "https://site.example/reset?a=b+c",
    $referrer: "https://site.example/reset?a=b+c",
  });
  const other = "https://site.example/?a=b%20c";
  expect(told(other)).toMatchObject({ $current_url: other, $referrer: other });
});
