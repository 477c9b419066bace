import { expect, requestIdOf, test } from "../../fixtures";
import { site } from "../../site";

test.use({ hostEnv: { AFTER_TIMEOUT_MS: "1000" } });

test(
  "a PostHog that never answers ends the task as timeout, in time",
  { tag: "@control" },
  async ({ request, proof, sink }) => {
    const { path, event } = site.counted[0];
    sink.behave("hang");
    const id = requestIdOf(await request.get(path));
    const end = await proof.ended(id);
    sink.behave("accept");
    expect(end.ms).toBeGreaterThanOrEqual(990);
    expect(end.ms).toBeLessThan(2_000);
    await proof.endedOnce(id, event.event, "timeout");
  },
);
