import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import { visitorOf } from "@/lib/analytics/visitor";
import { env, parseEnv } from "@/lib/env";

vi.mock("@/lib/env", { spy: true });
vi.mocked(env).mockReturnValue(parseEnv({ POSTHOG_KEY: "phc_key" }));

const cookie = (state: unknown) =>
  `bag=1; ph_phc_key_posthog=${encodeURIComponent(JSON.stringify(state))}`;

test("a visitor never carries what PostHog would refuse, whatever the cookie holds", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary" }), fc.jsonValue(), async (raw, json) => {
      for (const header of [
        `ph_phc_key_posthog=${raw}`,
        cookie(json),
        cookie({ distinct_id: json }),
      ]) {
        const { distinctId } = await visitorOf(header, {}, "fresh");
        expect(distinctId.isWellFormed()).toBe(true);
        expect(distinctId.length).toBeGreaterThan(0);
        expect(distinctId.length).toBeLessThanOrEqual(200);
      }
    }),
  );
});
