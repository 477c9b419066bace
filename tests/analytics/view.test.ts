import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reasonNotAView, reasonNotToTrack, visitorOf } from "@/lib/analytics/view";

const posthogKey = "phc_key";
const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Safari/537.36";
const person = { "user-agent": chrome, "x-request-method": "GET" };

const reason = (headers: Record<string, string>, afterAction = false) =>
  reasonNotAView(new Headers({ ...person, ...headers }), { afterAction, posthogKey });

describe("a view", () => {
  test("is a person's GET", () => {
    expect(reason({})).toBeUndefined();
    expect(reason({ purpose: "preview", "sec-gpc": "0", dnt: "0" })).toBeUndefined();
  });

  test.each([
    ["not a page load", { "next-action": "40d95f" }],
    ["not a page load", { "x-request-method": "POST" }],
    ["not a page load", { "x-request-method": "HEAD" }],
    ["prefetch", { "sec-purpose": "prefetch" }],
    ["prefetch", { "sec-purpose": "Prefetch;prerender" }],
    ["prefetch", { purpose: "prefetch" }],
    ["bot", { "user-agent": "Mozilla/5.0 (compatible; bingbot/2.0)" }],
    ["bot", { "user-agent": "curl/8.9.1" }],
    ["privacy signal", { "sec-gpc": "1" }],
    ["privacy signal", { dnt: "1" }],
    ["opted out", { cookie: "a=1; __ph_opt_in_out_phc_key=0" }],
    ["opted out", { cookie: "__ph_opt_in_out_phc_key=no;b=2" }],
  ])("is not: %s, by %o", (expected, headers) => {
    expect(reason(headers)).toBe(expected);
  });

  test("is not the page that a Server Action without JavaScript leads to", () => {
    expect(reason({}, true)).toBe("not a page load");
  });

  test("needs the method that proxy.ts passes on", () => {
    const headers = new Headers({ "user-agent": chrome });
    expect(reasonNotAView(headers, { afterAction: false, posthogKey })).toBe("not a page load");
  });
});

test("an opt-out counts for its own project only, and only when it says no", () => {
  for (const cookie of [
    "__ph_opt_in_out_phc_key=1",
    "__ph_opt_in_out_phc_other=0",
    "x__ph_opt_in_out_phc_key=0",
  ]) {
    expect(reasonNotToTrack(new Headers({ cookie }), posthogKey), cookie).toBeUndefined();
  }
  expect(reasonNotToTrack(new Headers({ cookie: "__ph_opt_in_out_phc_key=0" }))).toBeUndefined();
});

const cookie = (state: unknown) =>
  `bag=1; ph_phc_key_posthog=${encodeURIComponent(JSON.stringify(state))}`;

describe("the visitor", () => {
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

  test("is whom posthog-js knows, without a profile while anonymous", async () => {
    const session = "0198a1b2-0000-7000-8000-000000000000";
    expect(
      await visitorOf(cookie({ distinct_id: "v1", $sesid: [1, session, 1] }), posthogKey),
    ).toEqual({
      distinctId: "v1",
      properties: { $process_person_profile: false, $session_id: session },
    });
    expect(
      await visitorOf(cookie({ distinct_id: "v1", $user_state: "identified" }), posthogKey),
    ).toEqual({ distinctId: "v1", properties: {} });
  });

  test("is somebody new without a cookie, without a key, or with a cookie nobody can use", async () => {
    const unusable = [
      "",
      "ph_phc_key_posthog=%7Bbroken",
      cookie({ distinct_id: "x".repeat(201) }),
      cookie({ distinct_id: "line\nbreak" }),
      "ph_phc_key_posthog=%7B%22distinct_id%22%3A%22%5Cud800%22%7D",
      cookie({ distinct_id: "" }),
    ];
    for (const header of unusable) {
      const { distinctId, properties } = await visitorOf(header, posthogKey);
      expect(distinctId, header).toMatch(uuid);
      expect(properties).toEqual({ $process_person_profile: false });
    }
    expect((await visitorOf(cookie({ distinct_id: "v1" }))).distinctId).toMatch(uuid);
  });

  test("never carries what PostHog would refuse, whatever the cookie holds", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), fc.jsonValue(), async (raw, json) => {
        for (const header of [
          `ph_phc_key_posthog=${raw}`,
          cookie(json),
          cookie({ distinct_id: json }),
        ]) {
          const { distinctId } = await visitorOf(header, posthogKey);
          expect(distinctId.isWellFormed()).toBe(true);
          expect(distinctId.length).toBeGreaterThan(0);
          expect(distinctId.length).toBeLessThanOrEqual(200);
        }
      }),
    );
  });
});
