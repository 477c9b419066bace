import { isIP } from "node:net";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clientOf, UNKNOWN_CLIENT } from "@/lib/http/client-address";

test("whatever the header holds, the client is an address, a network, or unknown", () => {
  const text = fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.ipV4Extended());
  fc.assert(
    fc.property(fc.array(text), (entries) => {
      const header = encodeURI(entries.join(",").toWellFormed());
      const client = clientOf(new Headers({ "x-forwarded-for": header }));
      expect(client === UNKNOWN_CLIENT || isIP(client.replace("::/64", "::")) > 0).toBe(true);
    }),
  );
});
