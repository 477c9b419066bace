import { gzipSync } from "node:zlib";
import type { Message } from "../message.ts";
import { authorization } from "../settings.ts";

export const event = { event: "product_shared", slug: "ember", method: "link" };
const valid = JSON.stringify(event);
const json = ["content-type", "application/json"] as const;

const texts = [
  "",
  "null",
  "[]",
  '"product_shared"',
  "{",
  "}{",
  `${valid}${valid}`,
  `${valid},`,
  valid.replaceAll('"', "'"),
  "[".repeat(8_000),
  `${"[".repeat(4_000)}${"]".repeat(4_000)}`,
  `{"a":${'{"a":'.repeat(1_300)}1${"}".repeat(1_301)}`,
  '{"__proto__":{"event":"product_shared","slug":"ember","method":"link"}}',
  '{"event":"product_shared","slug":"ember","method":"link","__proto__":{"admin":true}}',
  '{"event":"product_shared","slug":"ember","method":"link","constructor":{"prototype":{}}}',
  '{"event":"__proto__"}',
  '{"event":"constructor","slug":"ember"}',
  '{"event":"product_shared","slug":"ember","method":"toString"}',
  '{"event":"product_viewed","slug":"ember"}',
  '{"event":"bag_updated","slug":"ember","items":1}',
  '{"slug":"ember","items":1e999}',
  '{"event":1e999,"slug":-1e999,"method":123456789012345678901234567890}',
  String.raw`{"event":"product_shared","slug":"ember\u0000","method":"link"}`,
  String.raw`{"event":"product_shared","slug":"\ud800","method":"link"}`,
  String.raw`{"event":"product_shared","slug":"ember\n[after] done task=x request=y","method":"link"}`,
  JSON.stringify({ ...event, slug: "e".repeat(8_100) }),
  JSON.stringify({ ...event, slug: "e".repeat(100_000) }),
  JSON.stringify(Object.fromEntries(Array.from({ length: 700 }, (_, key) => [`k${key}`, key]))),
  JSON.stringify({ slug: ["ember"] }),
  JSON.stringify({ slug: { toString: "ember" } }),
  "\u0000\u0001\u0002",
];
const bytes: Record<string, Uint8Array> = {
  "gzip that does not say so": gzipSync(valid),
  "broken UTF-8": Buffer.from([0x22, 0xff, 0xfe, 0x22]),
  "overlong UTF-8": Buffer.from([0x22, 0xc0, 0x80, 0x22]),
  "UTF-16": Buffer.from(valid, "utf16le"),
  "2 MB": Buffer.alloc(2 * 1024 * 1024, "["),
  "12 MB": Buffer.alloc(12 * 1024 * 1024, " "),
};
const bodies = [
  ...texts.map((text) => [JSON.stringify(text.slice(0, 40)), text] as const),
  ...Object.entries(bytes),
];

const routes = [
  { target: "/api/track", headers: [json] },
  { target: "/api/track", headers: [["content-type", "text/plain;charset=UTF-8"]] },
  { target: "/api/revalidate", headers: [json, authorization] },
] as const;

const badHeaders = [
  ["content-encoding", "gzip"],
  ["content-encoding", "identity"],
  ["content-type", "application/json; charset=utf-16"],
  ["content-type", "application/json; charset=latin1"],
  ["content-type", "multipart/form-data; boundary=x"],
  ["content-type", "application/x-www-form-urlencoded"],
  ["content-type", ""],
  ["content-type", "application/json\xff"],
  ["sec-fetch-site", "cross-site"],
  ["sec-fetch-site", "same-site"],
  ["origin", "https://evil.example"],
  ["origin", "null"],
  ["origin", "\xff"],
] as const;

const ENDLESS = 5;

/** Bodies that the routes must refuse, however their end is told, and some that never end. */
export const badBodies: Message[] = [
  ...routes.flatMap(({ target, headers }) =>
    bodies.flatMap(([name, body]) =>
      (["length", "chunked"] as const).map((framing): Message => {
        return { name, method: "POST", target, headers, body, framing, fate: "refused" };
      }),
    ),
  ),
  ...badHeaders.map(([name, value]): Message => {
    const headers = [...(name === "content-type" ? [] : [json]), [name, value] as const];
    return {
      name: `${name}: ${value}`,
      method: "POST",
      target: "/api/track",
      headers,
      body: valid,
      fate: "refused",
    };
  }),
  ...["", "Bearer", "Bearer x", "Basic YTpi", `Bearer ${"x".repeat(9_000)}`, "\xff"].map(
    (credentials): Message => ({
      name: "a webhook without the secret",
      method: "POST",
      target: "/api/revalidate",
      headers: [json, ["authorization", credentials]],
      body: '{"slug":"ember"}',
      fate: "refused",
    }),
  ),
  ...["GET", "PUT", "PATCH", "DELETE", "HEAD"].flatMap((method) =>
    ["/api/track", "/api/revalidate"].map((target): Message => {
      return { name: method, method, target, headers: [json], body: valid, fate: "refused" };
    }),
  ),
  ...Array.from({ length: ENDLESS }).flatMap(() =>
    (["length", "chunked"] as const).flatMap((framing) =>
      [valid, Buffer.alloc(11 * 1024 * 1024, "[")].map((body): Message => {
        return {
          name: "a body that never ends",
          method: "POST",
          target: "/api/track",
          headers: [json],
          body,
          framing,
          endless: true,
          fate: "refused",
        };
      }),
    ),
  ),
];
