import { expect, test } from "vitest";
import { afterResponse } from "@/lib/after-response";
import { track } from "@/lib/analytics/track";

const calls = {
  "afterResponse()": () => afterResponse("a", () => undefined),
  "track()": () => track({ event: "catalogue_viewed" }),
};

for (const [name, call] of Object.entries(calls)) {
  test(`outside a request ${name} says in one sentence where it may be called`, async () => {
    await expect(call()).rejects.toThrow(
      /^afterResponse\(\) and track\(\) need a request: call them in [^.]*\.$/,
    );
  });
}
