import { once } from "node:events";
import { createServer } from "node:http";
import { expect, onTestFinished, test, vi } from "vitest";
import { sweep } from "@/lib/outbox/deliver";
import { startSweeper } from "@/lib/outbox/sweeper";

vi.mock("@/lib/outbox/deliver", () => ({
  sweep: vi.fn<typeof sweep>(async () => ({ done: 0, failed: 0, dead: 0 })),
}));
vi.mock("@/lib/outbox/database", () => ({ mayHoldMessages: () => true }));

test("delivery goes on every ten seconds, whatever other servers close in the process", async () => {
  vi.useFakeTimers({ toFake: ["setInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  startSweeper();
  await expect.poll(() => vi.mocked(sweep).mock.calls.length).toBe(1);
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  other.close();
  await once(other, "close");
  vi.advanceTimersByTime(10_000);
  await expect.poll(() => vi.mocked(sweep).mock.calls.length).toBe(2);
});
