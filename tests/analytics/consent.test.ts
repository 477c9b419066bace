import { beforeEach, expect, test, vi } from "vitest";
import { reasonNotToTrack } from "@/lib/analytics/consent";
import { env, parseEnv } from "@/lib/env";

vi.mock("@/lib/env", { spy: true });

const on = (variables: Record<string, string>) =>
  vi.mocked(env).mockReturnValue(parseEnv(variables));
const reason = (headers: Record<string, string>) => reasonNotToTrack(new Headers(headers));

beforeEach(() => void on({ POSTHOG_KEY: "phc_key" }));

test("a visitor without a signal may be tracked", () => {
  expect(reason({})).toBeUndefined();
  expect(reason({ "sec-gpc": "0", dnt: "0", cookie: "a=1" })).toBeUndefined();
});

test("Global Privacy Control and Do Not Track are honoured", () => {
  expect(reason({ "sec-gpc": "1" })).toBe("privacy signal");
  expect(reason({ dnt: "1" })).toBe("privacy signal");
});

test("an opt-out of posthog-js is honoured, for its own project and only when it says no", () => {
  for (const cookie of ["a=1; __ph_opt_in_out_phc_key=0", "__ph_opt_in_out_phc_key=no;b=2"]) {
    expect(reason({ cookie }), cookie).toBe("opted out of PostHog");
  }
  for (const cookie of [
    "__ph_opt_in_out_phc_key=1",
    "__ph_opt_in_out_phc_other=0",
    "x__ph_opt_in_out_phc_key=0",
  ]) {
    expect(reason({ cookie }), cookie).toBeUndefined();
  }
  on({});
  expect(reason({ cookie: "__ph_opt_in_out_phc_key=0" })).toBeUndefined();
});

test("the visitor's own choice on this site is honoured", () => {
  expect(reason({ cookie: "a=1; analytics=off" })).toBe("opted out");
  expect(reason({ cookie: "analytics=on" })).toBeUndefined();
  expect(reason({ cookie: "my_analytics=off; analytics=offer" })).toBeUndefined();
});

test("where visitors have to opt in, nobody may be tracked who did not", () => {
  on({ ANALYTICS_CONSENT: "opt-in" });
  expect(reason({})).toBe("not opted in");
  expect(reason({ cookie: "analytics=off" })).toBe("opted out");
  expect(reason({ cookie: "analytics=on" })).toBeUndefined();
  expect(reason({ cookie: "analytics=on", "sec-gpc": "1" })).toBe("privacy signal");
});
