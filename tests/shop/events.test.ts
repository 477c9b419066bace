import { expect, test } from "vitest";
import { analyticsEventSchema, browserEventSchema, slug } from "@/lib/analytics/events";

const shared = { event: "product_shared", slug: "ember", method: "clipboard" };
const viewed = { event: "product_viewed", slug: "ember" };
const updated = { event: "bag_updated", slug: "ember", items: 1 };

test("a browser may report a share, and nothing that the server reports itself", () => {
  expect(browserEventSchema.safeParse(shared).success).toBe(true);
  for (const event of [viewed, updated, { event: "$identify" }, {}, null, [shared], "x"]) {
    expect(browserEventSchema.safeParse(event).success, JSON.stringify(event)).toBe(false);
  }
});

test("analytics takes every event of ours", () => {
  for (const event of [shared, viewed, updated]) {
    expect(analyticsEventSchema.parse(event)).toEqual(event);
  }
});

test("unknown keys are refused, prototype keys too", () => {
  expect(browserEventSchema.safeParse({ ...shared, admin: true }).success).toBe(false);
  const polluting: unknown = JSON.parse(
    '{"event":"product_shared","slug":"ember","method":"link","__proto__":{"admin":true}}',
  );
  expect(browserEventSchema.safeParse(polluting).success).toBe(false);
});

test("a slug is a slug", () => {
  for (const text of ["Ember", "a b", "a\nb", "", "-a", "a--b", "a".repeat(65), "\ud800", 1]) {
    expect(slug.safeParse(text).success, String(text)).toBe(false);
  }
  expect(slug.safeParse("desk-lamp-2").success).toBe(true);
});

test("the bag's count is a whole number that can be", () => {
  for (const items of [-1, 1.5, 1e9, "1", Number.NaN]) {
    expect(analyticsEventSchema.safeParse({ ...updated, items }).success).toBe(false);
  }
});
