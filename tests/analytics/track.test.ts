import { beforeEach, expect, test, vi } from "vitest";
import { logBagUpdate, logProductView } from "@/lib/analytics/track";
import { env } from "@/lib/env";
import { send } from "@/lib/analytics/posthog";
import { printLine } from "@/lib/process/print-line";

vi.mock("@/lib/env");
vi.mock("@/lib/analytics/posthog");
vi.mock("@/lib/process/print-line");

const source = { requestId: "r1", cookies: "" };
const settings = {
  posthogKey: "phc_key",
  posthogHost: "http://127.0.0.1:9",
  afterTimeoutMs: 1,
  receipts: true,
  revalidateSecret: undefined,
  trackRateLimit: 600,
  onVercel: false,
};

beforeEach(() => {
  vi.resetAllMocks();
  vi.mocked(env).mockReturnValue(settings);
});

test("an event goes out with its request's id and a uuid of its own", async () => {
  await logProductView("ember", source);
  await logProductView("ember", source);
  const [first, second] = vi.mocked(send).mock.calls.map(([, message]) => message);
  expect(first).toMatchObject({
    event: "product_viewed",
    properties: { slug: "ember", request_id: "r1", $process_person_profile: false },
  });
  expect(first?.uuid).not.toBe(second?.uuid);
});

test("an invalid event never reaches the client, where it would spoil a batch", async () => {
  await expect(logProductView("Not a slug", source)).rejects.toThrow(/slug/);
  await expect(logBagUpdate("ember", -1, source)).rejects.toThrow(/items/);
  expect(send).not.toHaveBeenCalled();
});

test("a failure to send is the caller's to see", async () => {
  vi.mocked(send).mockRejectedValue(new Error("refused"));
  await expect(logProductView("ember", source)).rejects.toThrow("refused");
});

test("without a key the event is one printed line of JSON", async () => {
  vi.mocked(env).mockReturnValue({ ...settings, posthogKey: undefined });
  await logProductView("ember", source);
  expect(send).not.toHaveBeenCalled();
  const [line] = vi.mocked(printLine).mock.calls[0] ?? [""];
  expect(line).toMatch(/^\[analytics\] \{.*\}$/);
  expect(JSON.parse(line.slice("[analytics] ".length))).toMatchObject({ event: "product_viewed" });
});
