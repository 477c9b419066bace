import { once } from "node:events";
import { buildFolder } from "../../builds";
import { expect, requestIdOf, test } from "../../fixtures";
import { startStandalone } from "../../hosts/standalone";
import { PostHogSink } from "../../posthog-sink";
import { site } from "../../site";

const { path } = site.counted[0];

test(
  "told to stop, it takes nothing more, ends the tasks of what it answered, and then itself",
  { tag: "@standalone" },
  async ({ request }) => {
    const sink = new PostHogSink();
    const env = { POSTHOG_KEY: "phc_test", POSTHOG_HOST: await sink.start() };
    const { child, url, logs, stop } = await startStandalone(env, buildFolder("next-start"));
    try {
      const release = sink.hold();
      const id = requestIdOf(await request.get(url + path));
      await expect.poll(() => sink.requests).toBe(1);
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      await expect.poll(() => request.get(url).catch(() => "refused")).toBe("refused");
      expect(child.exitCode).toBeNull();
      release();
      expect((await exited)[0]).toBe(143);
      const lines = await logs.linesOf(id);
      expect(lines.map(({ state }) => state)).toEqual(["scheduled", "start", "done"]);
      expect(sink.eventsOf(id)).toHaveLength(1);
    } finally {
      await stop();
      await sink.stop();
    }
  },
);
