import { expect, test } from "../../fixtures";

test.use({ hostEnv: { AFTER_TIMEOUT_MS: "1000" } });

test(
  "a PostHog that never answers ends the task as timeout, in time",
  { tag: "@control" },
  async ({ page, open, proof, sink, host }) => {
    sink.behave("hang");
    const id = await open("/products/ember");
    const end = await proof.ended(id);
    expect(end.state).toBe("timeout");
    expect(end.ms).toBeGreaterThanOrEqual(990);
    expect(end.ms).toBeLessThan(2_000);
    await expect(page.locator("[data-state=timeout]")).toContainText("given up");
    sink.behave("accept");
    await proof.settle();
    expect((await host.logs.linesOf(id)).map(({ state }) => state)).toEqual([
      "scheduled",
      "start",
      "timeout",
    ]);
    expect((await proof.receipt(id))?.tasks).toMatchObject([{ state: "timeout" }]);
  },
);
