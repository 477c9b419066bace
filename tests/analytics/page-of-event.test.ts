import { expect, test } from "vitest";
import { pageOf, webPropertiesOf } from "@/lib/analytics/page-of-event";

const url = "https://site.example:8443/a?b=1";
const request = new Headers({
  "x-request-url": url,
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
