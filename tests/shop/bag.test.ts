import { expect, test } from "vitest";
import { countItems, readBag, withOneMore } from "@/lib/shop/bag";

test("a bag counts every lamp", () => {
  const bag = withOneMore(withOneMore(withOneMore({}, "ember"), "halo"), "ember");
  expect(bag).toEqual({ ember: 2, halo: 1 });
  expect(countItems(readBag(JSON.stringify(bag)))).toBe(3);
});

test("of each product it holds 99 at the most", () => {
  expect(withOneMore({ ember: 99 }, "ember")).toEqual({ ember: 99 });
});

test("a missing or tampered cookie is an empty bag", () => {
  for (const cookie of [undefined, "", "x", "null", "[]", '{"a":-1}', '{"a":1e9}', '{"a":"1"}']) {
    expect(readBag(cookie), cookie).toEqual({});
  }
});
