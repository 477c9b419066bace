import { expect, test } from "vitest";
import { visitorOf } from "@/lib/analytics/visitor";

const posthogKey = "phc_key";
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const cookie = (state: unknown) =>
  `a=1; ph_phc_key_posthog=${encodeURIComponent(JSON.stringify(state))}`;

test("the visitor is whom posthog-js knows, without a profile while anonymous", async () => {
  const session = "0198a1b2-0000-7000-8000-000000000000";
  const anonymous = cookie({ distinct_id: "v1", $sesid: [1, session, 1] });
  expect(await visitorOf(anonymous, posthogKey)).toEqual({
    distinctId: "v1",
    properties: { $process_person_profile: false, $session_id: session },
  });
  const identified = cookie({ distinct_id: "v1", $user_state: "identified" });
  expect(await visitorOf(identified, posthogKey)).toEqual({ distinctId: "v1", properties: {} });
});

test("the visitor is somebody new without a cookie, without a key, or with a cookie nobody can use", async () => {
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
