import { expect, requestIdOf, test } from "../../fixtures";
import { site } from "../../site";

test.use({ hostEnv: { POSTHOG_KEY: "" } });

test(
  "each view prints one [analytics] line, and nothing is sent",
  { tag: "@control" },
  async ({ request, proof, sink, host }) => {
    const { event, ...said } = site.counted[0].event;
    const id = requestIdOf(await request.get(site.counted[0].path));
    expect((await proof.ended(id)).state).toBe("done");
    await proof.settle();
    const printed = host.output.filter(
      (line) => line.startsWith("[analytics] {") && line.includes(id),
    );
    expect(printed).toHaveLength(1);
    expect(JSON.parse(printed[0]?.slice("[analytics] ".length) ?? "")).toMatchObject({
      event,
      properties: { ...said, request_id: id },
    });
    expect(sink.requests).toBe(0);
  },
);
