import * as fc from "fast-check";
import { browserEventSchema } from "../../../lib/analytics/events.ts";
import { event } from "./corpus/bodies.ts";
import { forgedLine, hostileHeaders } from "./corpus/headers.ts";
import { form, type Message } from "./message.ts";

/** What may stand in a header's value: everything but what ends it. */
const byte = fc
  .integer({ min: 1, max: 255 })
  .map((code) => String.fromCodePoint(code))
  .filter((character) => !/[\r\n]/.test(character));
const junk = fc.oneof(
  fc.string({ unit: byte, maxLength: 60 }),
  fc.constantFrom(forgedLine, "__proto__", "%", "../".repeat(9), "\x1b[2J", "x".repeat(6_000)),
);

const name = fc.constantFrom(...Object.keys(hostileHeaders), "next-action", "origin", "x-a");
const header = fc.oneof(
  fc
    .constantFrom(...Object.entries(hostileHeaders))
    .chain(([known, values]) => fc.tuple(fc.constant(known), fc.constantFrom(...values))),
  fc.tuple(name, junk),
);
const headers = fc.array(header, { maxLength: 5 });

/** Any path: what has no place in a request's first line is encoded. */
const path = fc
  .array(fc.oneof(junk, fc.constantFrom("products", "ember", "api", "track", "..", "_next", "%2f")))
  .map((parts) => `/${parts.join("/")}`.replace(/[\s\p{Cc}]/gu, encodeURIComponent));

const near = fc.record(
  {
    event: fc.oneof(fc.constant(event.event), fc.jsonValue()),
    slug: fc.oneof(fc.constantFrom("ember", "no-such-lamp"), fc.string({ unit: "binary" })),
    method: fc.oneof(fc.constant(event.method), fc.jsonValue()),
  },
  { requiredKeys: [] },
);
const value = fc.oneof(
  near,
  fc.jsonValue({ maxDepth: 8 }),
  fc.object({ key: fc.constantFrom("event", "__proto__", "slug") }),
);
const framing = fc.constantFrom("length" as const, "chunked" as const);

const views = fc
  .tuple(path, headers, fc.constantFrom("GET", "HEAD", "POST"))
  .map(([target, forged, method]): Message => ({
    name: "a random address",
    method,
    target,
    headers: forged,
    ...(method === "POST" && { body: "x" }),
  }));

const tracked = fc.tuple(value, framing).map(([sent, how]): Message => {
  const body = JSON.stringify(sent) ?? "";
  const good = browserEventSchema.safeParse(body && JSON.parse(body)).success;
  return {
    name: "a random event",
    method: "POST",
    target: "/api/track",
    headers: [["content-type", "application/json"]],
    body,
    framing: how,
    fate: good ? "counted" : "refused",
  };
});

const posted = fc
  .tuple(
    fc.constantFrom("/api/track", "/api/revalidate", "/products/ember", "/"),
    headers,
    fc.uint8Array({ maxLength: 2_000 }),
    framing,
  )
  .map(([target, forged, body, how]): Message => {
    return { name: "a random body", method: "POST", target, headers: forged, body, framing: how };
  });

const called = (id: string) =>
  fc
    .array(
      fc.tuple(
        fc.constantFrom("0", "1", "_1_slug", "$ACTION_REF_1", "x"),
        fc.oneof(junk, fc.json()),
      ),
    )
    .map((parts): Message => {
      const filled = form(parts);
      const headersOfForm = [...filled.headers, ["next-action", id] as const];
      return {
        name: "random arguments",
        method: "POST",
        target: "/products/ember",
        ...filled,
        headers: headersOfForm,
      };
    });

/** So many messages, the same ones for a seed. `id` is the Server Action's. */
export function randomMessages(id: string, count: number, seed: number): Message[] {
  if (count <= 0) return [];
  const message = fc.oneof(views, tracked, posted, called(id));
  return fc.sample(message, { numRuns: count, seed });
}
