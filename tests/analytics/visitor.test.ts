import { beforeEach, expect, test, vi } from "vitest";
import { visitorOf } from "@/lib/analytics/visitor";
import { env, parseEnv } from "@/lib/env";

vi.mock("@/lib/env", { spy: true });

const fresh = "0198a1b2-0000-4000-8000-000000000000";
const web = { $host: "site.example", $ip: "192.0.2.1", $raw_user_agent: "Firefox" };
const somebodyNew = { distinctId: fresh, properties: { $process_person_profile: false } };
const given = (variables: Record<string, string>) =>
  vi.mocked(env).mockReturnValue(parseEnv({ POSTHOG_KEY: "phc_key", ...variables }));
const cookie = (state: unknown) =>
  `a=1; ph_phc_key_posthog=${encodeURIComponent(JSON.stringify(state))}`;

beforeEach(() => given({}));

test("the visitor is whom posthog-js knows, without a profile while anonymous", async () => {
  const session = "0198a1b2-0000-7000-8000-000000000000";
  const anonymous = cookie({ distinct_id: "v1", $sesid: [1, session, 1] });
  expect(await visitorOf(anonymous, web, fresh)).toEqual({
    distinctId: "v1",
    properties: { $process_person_profile: false, $session_id: session },
  });
  const identified = cookie({ distinct_id: "v1", $user_state: "identified" });
  expect(await visitorOf(identified, web, fresh)).toEqual({ distinctId: "v1", properties: {} });
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
    expect(await visitorOf(header, web, fresh), header).toEqual(somebodyNew);
  }
  given({ POSTHOG_KEY: "" });
  expect(await visitorOf(cookie({ distinct_id: "v1" }), web, fresh)).toEqual(somebodyNew);
});

test("with POSTHOG_COOKIELESS a visitor without a cookie is PostHog's to tell apart", async () => {
  given({ POSTHOG_COOKIELESS: "true" });
  expect(await visitorOf("", web, fresh)).toEqual({
    distinctId: "$posthog_cookieless",
    properties: { $cookieless_mode: true, $device_id: null, $process_person_profile: false },
  });
  expect((await visitorOf(cookie({ distinct_id: "v1" }), web, fresh)).distinctId).toBe("v1");
});

test.each(["$host", "$ip", "$raw_user_agent"])(
  "without %s PostHog would drop a cookieless event: the visitor is somebody new",
  async (missing) => {
    given({ POSTHOG_COOKIELESS: "true" });
    const known = Object.fromEntries(Object.entries(web).filter(([name]) => name !== missing));
    expect(await visitorOf("", known, fresh)).toEqual(somebodyNew);
  },
);
