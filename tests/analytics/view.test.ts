import { expect, test } from "vitest";
import { reasonNotAView } from "@/lib/analytics/view";

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36";
const person = {
  "user-agent": chrome,
  "x-request-method": "GET",
  "x-request-url": "https://site.example/a?b=1",
};
const reason = (headers: Record<string, string>) =>
  reasonNotAView(new Headers({ ...person, ...headers }));

test("a view is a person's GET", () => {
  expect(reason({})).toBeUndefined();
  expect(reason({ purpose: "preview", "sec-gpc": "0", dnt: "0" })).toBeUndefined();
});

test.each([
  ["not a page load", { "next-action": "40d95f" }],
  ["not a page load", { "x-request-method": "POST" }],
  ["not a page load", { "x-request-method": "HEAD" }],
  ["not a page load", { "x-request-url": "https://site.example/a?b=1&after-action=" }],
  ["prefetch", { "sec-purpose": "prefetch" }],
  ["prefetch", { "sec-purpose": "Prefetch;prerender" }],
  ["prefetch", { purpose: "prefetch" }],
  ["bot", { "user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)" }],
  ["bot", { "user-agent": "curl/8.9.1" }],
  ["privacy signal", { "sec-gpc": "1" }],
])("a view is not: %s, by %o", (expected, headers) => {
  expect(reason(headers)).toBe(expected);
});

test("a view needs the method that proxy.ts passes on", () => {
  expect(reasonNotAView(new Headers({ "user-agent": chrome }))).toBe("not a page load");
});
