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
  ["a click on another page's link", { accept: "*/*", referer: "https://site.example/b?b=1" }],
  [
    "a click that searches for something else",
    { accept: "*/*", referer: "https://site.example/a?b=2" },
  ],
  ["a click where no referrer is sent", { accept: "*/*" }],
  [
    "a reload of a page that an action led to",
    { accept: "text/html,*/*;q=0.8", referer: "https://site.example/a?b=1" },
  ],
])("a view is %s", (_, headers) => {
  expect(reason(headers)).toBeUndefined();
});

test.each([
  ["not a page load", { "next-action": "40d95f" }],
  ["not a page load", { "x-request-method": "POST" }],
  ["not a page load", { "x-request-method": "HEAD" }],
  ["not a page load", { "x-after-action": "1" }],
  ["not a page load", { accept: "*/*", referer: "https://site.example/a?b=1" }],
  ["not a page load", { accept: "*/*", referer: "https://proxy.example/a/?b=1#c" }],
  ["loaded ahead", { "sec-purpose": "prefetch" }],
  ["loaded ahead", { "sec-purpose": "Prefetch;prerender" }],
  ["loaded ahead", { purpose: "prefetch" }],
  ["bot", { "user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)" }],
  ["bot", { "user-agent": "curl/8.9.1" }],
  ["bot", { "user-agent": "" }],
  ["privacy signal", { "sec-gpc": "1" }],
])("a view is not: %s, by %o", (expected, headers) => {
  expect(reason(headers)).toBe(expected);
});

test("where proxy.ts does not run a person's request is a view all the same", () => {
  expect(reasonNotAView(new Headers({ "user-agent": chrome }))).toBeUndefined();
});

test("a request without a User-Agent is a bot's", () => {
  expect(reasonNotAView(new Headers({ "x-request-method": "GET" }))).toBe("bot");
});
