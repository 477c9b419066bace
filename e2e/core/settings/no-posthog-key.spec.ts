import { expect, requestIdOf, test } from "../../fixtures";

test.use({ hostEnv: { POSTHOG_KEY: "" } });

test(
  "each view prints one [analytics] line, and nothing is sent",
  { tag: "@control" },
  async ({ request, proof, sink, host }) => {
    const id = requestIdOf(await request.get("/products/ember"));
    expect((await proof.ended(id)).state).toBe("done");
    await proof.settle();
    const printed = host.output.filter(
      (line) => line.startsWith("[analytics] {") && line.includes(id),
    );
    expect(printed).toHaveLength(1);
    expect(JSON.parse(printed[0]?.slice("[analytics] ".length) ?? "")).toMatchObject({
      event: "product_viewed",
      properties: { slug: "ember", request_id: id },
    });
    expect(sink.requests).toBe(0);
  },
);
