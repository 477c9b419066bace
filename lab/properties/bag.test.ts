import * as fc from "fast-check";
import { expect, test } from "vitest";
import { countItems, readBag } from "@/lib/shop/bag";

test("whatever the cookie holds, a bag counts a whole number of lamps", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (cookie) => {
      expect(Number.isSafeInteger(countItems(readBag(cookie)))).toBe(true);
    }),
  );
});
