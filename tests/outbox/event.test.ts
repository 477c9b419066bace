import { beforeEach, expect, test, vi } from "vitest";
import { site } from "@/e2e/site";
import { handle, type Message } from "@/lib/outbox/message";
import { printLine } from "@/lib/process/print-line";

vi.mock("@/lib/process/print-line");

beforeEach(() => void vi.mocked(printLine).mockClear());

const never = new AbortController().signal;
const id = "0198a1b2-0000-4000-8000-000000000000";
const [{ event }] = site.counted;
const { event: name, ...properties } = event;

/** The one event that was delivered. */
function delivered(): unknown {
  const lines = vi.mocked(printLine).mock.calls.flat();
  expect(lines).toHaveLength(1);
  return JSON.parse(lines.join().replace("[analytics] ", ""));
}

test("an event is made of its message when that is delivered, with the message's id as its uuid", async () => {
  const source = { requestId: "r1", cookies: "", web: { $host: "site.example" } };
  await handle({ id, kind: "analytics", event, source }, never);
  expect(delivered()).toMatchObject({
    event: name,
    uuid: id,
    distinctId: id,
    properties: { ...properties, $host: "site.example", request_id: "r1" },
  });
});

test("an event that an earlier version wrote whole is delivered as it is", async () => {
  const whole = { event: name, distinctId: "v1", properties: { ...properties, $host: "old" } };
  await handle({ id, kind: "analytics", event: whole }, never);
  expect(delivered()).toEqual({ ...whole, uuid: id });
});

test("a message of a newer version is not taken for delivered", async () => {
  const newer = { id, kind: "mail" } as unknown as Message;
  await expect(handle(newer, never)).rejects.toThrow("knows no messages of kind mail");
});
