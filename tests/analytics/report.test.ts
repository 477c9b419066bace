import { beforeEach, expect, test, vi } from "vitest";
import { site } from "@/e2e/site";
import type { AnalyticsEvent } from "@/lib/analytics/events";
import { send } from "@/lib/analytics/posthog";
import { report } from "@/lib/analytics/report";
import { env, parseEnv } from "@/lib/env";
import { printLine } from "@/lib/process/print-line";

vi.mock("@/lib/env", { spy: true });
vi.mock("@/lib/analytics/posthog");
vi.mock("@/lib/process/print-line");

const web = { $current_url: "https://site.example/a", $host: "site.example", $ip: "192.0.2.1" };
const source = { requestId: "r1", cookies: "", web };
const { event } = site.counted[0];
const { event: name, ...properties } = event;

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(env).mockReturnValue(parseEnv({ POSTHOG_KEY: "phc_key" }));
});

test("an event goes out with its request's id and a uuid of its own", async () => {
  await report(event, source);
  await report(event, source);
  const [first, second] = vi.mocked(send).mock.calls.map(([, message]) => message);
  expect(first).toMatchObject({
    event: name,
    properties: { ...properties, ...web, request_id: "r1", $process_person_profile: false },
    disableGeoip: false,
  });
  expect(first?.uuid).not.toBe(second?.uuid);
});

test("without the visitor's address PostHog must not locate this server", async () => {
  await report(event, { ...source, web: {} });
  expect(vi.mocked(send).mock.calls[0]?.[1]).toMatchObject({ disableGeoip: true });
});

test("an event that may come twice has the same uuid and visitor each time", async () => {
  const uuid = "0198a1b2-0000-4000-8000-000000000000";
  for (let time = 1; time <= 2; time += 1) await report(event, { ...source, uuid });
  const [first, second] = vi.mocked(send).mock.calls.map(([, message]) => message);
  expect(first).toEqual(second);
  expect(first).toMatchObject({ uuid, distinctId: uuid });
});

test("an invalid event never reaches the client, where it would spoil a batch", async () => {
  const invalid = { ...event, event: "" } as unknown as AnalyticsEvent;
  await expect(report(invalid, source)).rejects.toThrow(/event/);
  const more = { ...event, more: 1 };
  await expect(report(more, source)).rejects.toThrow(/more/);
  expect(send).not.toHaveBeenCalled();
});

test("a failure to send is the caller's to see", async () => {
  vi.mocked(send).mockRejectedValue(new Error("refused"));
  await expect(report(event, source)).rejects.toThrow("refused");
});

test("without a key the event is one printed line of JSON", async () => {
  vi.mocked(env).mockReturnValue(parseEnv({}));
  await report(event, source);
  expect(send).not.toHaveBeenCalled();
  const [line] = vi.mocked(printLine).mock.calls[0] ?? [""];
  expect(line).toMatch(/^\[analytics\] \{.*\}$/);
  expect(JSON.parse(line.slice("[analytics] ".length))).toMatchObject({ event: name });
});
