import { expect, test, vi } from "vitest";
import { send } from "@/lib/analytics/posthog";

const captured: string[] = [];

vi.mock("posthog-node", () => ({
  PostHog: class {
    capture = ({ event }: { event: string }) => captured.push(event);
    flush = () => new Promise(() => undefined);
  },
}));

test("when PostHog does not keep up, an event is refused instead of pushing another out", async () => {
  for (let index = 0; index < 5_000; index += 1) void send("phc_key", { event: `${index}` });
  await expect(send("phc_key", { event: "one too many" })).rejects.toThrow("5000 events wait");
  expect(captured).toHaveLength(5_000);
  expect(captured).not.toContain("one too many");
});
