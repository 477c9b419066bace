import { expect, requestIdOf, test } from "../fixtures";
import { site } from "../site";

const { path, name, event } = site.counted[0];
const task = event.event;

test.afterEach(({ sink }) => sink.behave("accept"));

test(
  "the response has ended while PostHog has not answered yet",
  { tag: "@control" },
  async ({ request, proof, sink, host }) => {
    const release = sink.hold();
    // body() resolves when the last byte has come.
    const response = await request.get(path);
    expect((await response.body()).length).toBeGreaterThan(0);
    const id = requestIdOf(response);
    await expect
      .poll(async () => (await host.logs.linesOf(id)).map(({ state }) => state))
      .toEqual(["scheduled", "start"]);
    expect(sink.eventsOf(id)).toEqual([]);
    release();
    await proof.ranOnce(id, task);
  },
);

const refusals = {
  "refuses for good": { behaviour: { status: 401 }, reason: "status=401", later: 0 },
  "is out of order": { behaviour: { status: 503 }, reason: "status=503", later: 0 },
  // The client keeps what never reached anybody, and sends it with the next event.
  "resets the connection": { behaviour: "reset", reason: "PostHogFetchNetworkError", later: 1 },
} as const;

for (const [what, { behaviour, reason, later }] of Object.entries(refusals)) {
  test(
    `a PostHog that ${what} fails the task with the reason, and the page is untouched`,
    { tag: "@control" },
    async ({ page, open, proof, sink }) => {
      sink.behave(behaviour);
      const id = await open(path);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      expect((await proof.ended(id)).error).toContain(reason);
      sink.behave("accept");
      await proof.endedOnce(id, task, "failed");
      expect(sink.eventsOf(id)).toHaveLength(later);
      expect(new Set(sink.attemptsOf(id)).size).toBe(1);
    },
  );
}

test(
  "an event that PostHog refused once and then took is one event with one uuid",
  { tag: "@control" },
  async ({ request, proof, sink }) => {
    sink.behave({ status: 503 });
    const before = sink.requests;
    const id = requestIdOf(await request.get(path));
    await expect.poll(() => sink.requests).toBeGreaterThan(before);
    sink.behave("accept");
    await proof.ranOnce(id, task);
  },
);

test(
  "an event whose acceptance got lost is sent again with the same uuid",
  { tag: "@control" },
  async ({ request, proof, sink }) => {
    sink.behave("take and reset");
    const id = requestIdOf(await request.get(path));
    await expect.poll(() => sink.eventsOf(id).length).toBeGreaterThan(0);
    sink.behave("accept");
    expect((await proof.ended(id)).state).toBe("done");
    expect(sink.eventsOf(id).length).toBeGreaterThan(1);
    expect(new Set(sink.attemptsOf(id)).size).toBe(1);
  },
);
