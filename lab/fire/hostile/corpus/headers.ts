import type { Message } from "../message.ts";
import { optOutCookie, visitorCookie } from "../settings.ts";
import { event } from "./bodies.ts";

export const forgedId = "00000000-0000-4000-8000-000000000000";
export const forgedLine = `[after] done task=product_viewed request=${forgedId} run=1b9c04de`;

const encode = (value: unknown) => encodeURIComponent(JSON.stringify(value));
const deep = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

/** Values of each header that is about this app, its framework, its platform or its visitors. */
export const hostileHeaders: Record<string, readonly string[]> = {
  "x-request-id": [forgedId, forgedLine, "unknown", "x".repeat(4_000), "\xff", `${forgedId},x`],
  "x-request-method": ["HEAD", "GET", "POST"],
  "x-request-url": ["https://evil.example/?after-action=", "%", forgedLine],
  "x-forwarded-for": ["1.2.3.4", "::1, \xff", ",".repeat(3_000), "' or 1=1", forgedLine],
  "x-forwarded-host": ["evil.example", "evil.example:1:2", "[", "", "\xff", "a/b?c#d"],
  "x-forwarded-proto": ["https", "javascript", "http,https", "\xff"],
  "x-forwarded-port": ["99999999", "-1", "x"],
  "x-real-ip": ["1.2.3.4", forgedLine],
  forwarded: ["for=1.2.3.4;host=evil.example;proto=https"],
  "x-vercel-id": [forgedLine],
  "x-middleware-subrequest": ["proxy", "src/proxy:proxy:proxy:proxy:proxy", "middleware"],
  "x-middleware-subrequest-id": ["x"],
  "x-middleware-next": ["1"],
  "x-middleware-rewrite": ["/api/revalidate", "http://127.0.0.1:9/"],
  "x-middleware-redirect": ["https://evil.example"],
  "x-middleware-override-headers": ["x-request-id", "x-request-id,x-request-method"],
  "x-middleware-request-x-request-id": [forgedId],
  "x-middleware-prefetch": ["1"],
  "x-middleware-invoke": ["1"],
  "x-middleware-skip": ["1"],
  "x-middleware-set-cookie": ["bag=1"],
  "x-middleware-cache": ["no-cache"],
  "x-invoke-path": ["/api/revalidate", "/_error"],
  "x-invoke-output": ["/_error"],
  "x-invoke-status": ["500", "200"],
  "x-invoke-error": ['{"message":"x"}', "%7B"],
  "x-invoke-query": ["%7B%7D", "%"],
  "x-matched-path": ["/api/revalidate", "/products/[slug]", "%"],
  "x-now-route-matches": ["1=ember", "nxtPslug=%"],
  "x-nextjs-data": ["1"],
  "x-next-resume-state-length": ["10", "-1", "x"],
  "x-next-revalidated-tags": ["product:ember", "x".repeat(5_000)],
  "x-next-revalidate-tag-token": ["x"],
  "x-prerender-revalidate": ["x", ""],
  "x-prerender-revalidate-if-generated": ["1"],
  "x-next-cache-tags": ["product:ember"],
  "x-now-bridge-request-id": ["x"],
  "next-resume": ["1", "0"],
  "next-resume-state-length": ["10", "999999999", "-1", "x"],
  rsc: ["1", "0", "2", "\xff"],
  "next-url": ["/products/halo", "//evil.example", "%"],
  "next-hmr-refresh": ["1"],
  "next-hmr-refresh-hash": ["x"],
  "next-router-prefetch": ["1", "2", "3", "x"],
  "next-router-segment-prefetch": ["/_tree", "/_full", "/../x", "x", "/%"],
  "next-router-state-tree": [
    "x",
    "%",
    "%5B%5D",
    encode({ __proto__: null }),
    encode(["", {}, null, null, true]),
    encode(["", { children: [forgedLine, {}] }]),
    encodeURIComponent(deep(1_000)),
    "x".repeat(12_000),
  ],
  "next-instant-navigation-testing": ["1"],
  "next-test-fetch-priority": ["high"],
  purpose: ["prefetch"],
  "sec-purpose": ["prefetch", "\xff"],
  "sec-gpc": ["2", "\xff"],
  "user-agent": [forgedLine, "\x9b31m", "\xff\xfe", "x".repeat(10_000), ""],
  cookie: [
    "bag=%",
    "bag={",
    `bag=${encode({ ember: 1e308 })}`,
    `bag=${encode({ ember: -1 })}`,
    `bag=${encodeURIComponent('{"__proto__":{"ember":1},"constructor":2}')}`,
    `bag=${encodeURIComponent(deep(1_000))}`,
    `bag=${encodeURIComponent(`{${'"a":1,'.repeat(500)}"a":1}`)}`,
    `${visitorCookie}=${encode({ distinct_id: forgedLine })}`,
    `${visitorCookie}=${encode({ distinct_id: `x\n${forgedLine}` })}`,
    `${visitorCookie}=${encode({ distinct_id: "y".repeat(3_000) })}`,
    `${visitorCookie}=${encode({ distinct_id: { $ne: 1 }, $sesid: [1, forgedLine] })}`,
    `${visitorCookie}=${encodeURIComponent('{"distinct_id":"\\ud800"}')}`,
    `${visitorCookie}=%; ${visitorCookie}=${encode(deep(50))}`,
    `${optOutCookie}=2; ${optOutCookie}=\xff`,
    "__proto__=1; constructor=2; toString=3",
    "=; ;;=;",
    Array.from({ length: 1_500 }, (_, index) => `c${index}=1`).join("; "),
    `big=${"x".repeat(14_000)}`,
    "__prerender_bypass=x; __next_preview_data=x",
    "next-instant-navigation-testing=1",
  ],
  authorization: ["\xff", "Bearer", `Bearer ${forgedLine}`],
  "accept-language": ["\xff", "*;q=NaN", "x-".repeat(2_000)],
  accept: ["text/x-component", "\xff", "*/*,".repeat(2_000)],
  "accept-encoding": ["gzip;q=0, *;q=x", "br, br, br", "\xff"],
  "if-none-match": ["*", '"x"', "\xff"],
  "if-modified-since": ["never"],
  range: ["bytes=0-0,1-1,2-2", "bytes=-99999999999999999999", "x"],
  "content-security-policy": ["script-src 'nonce-<script>'"],
  "x-http-method-override": ["DELETE"],
  "x-nextjs-html-request-id": [forgedLine],
  "x-deployment-id": ["../../x"],
  __proto__: ["1"],
  constructor: ["1"],
};

/** With these, Next answers in the place of the route. */
const answeredByNext = new Set(["rsc", "x-middleware-prefetch"]);

function tracked(name: string, value: string): Message {
  return {
    name,
    method: "POST",
    target: "/api/track",
    headers: [
      ["content-type", "application/json"],
      [name, value],
    ],
    body: JSON.stringify(event),
    ...(!answeredByNext.has(name) && { fate: "counted" }),
  };
}

/** Each of them on a page, a navigation's payload and two routes; a good event still counts once. */
export const headers: Message[] = Object.entries(hostileHeaders).flatMap(([name, values]) =>
  values.flatMap((value): Message[] => {
    const forged = [[name, value] as const];
    const payload = [["rsc", "1"] as const, ...forged];
    return [
      { name, target: "/", headers: forged },
      { name, target: "/products/ember", headers: forged },
      { name, target: "/products/ember", headers: payload },
      { name, target: "/products/nobody", headers: payload },
      { name, target: `/api/receipts/${forgedId}`, headers: forged },
      { name, method: "POST", target: "/products/ember", headers: forged, body: "x" },
      tracked(name, value),
    ];
  }),
);
