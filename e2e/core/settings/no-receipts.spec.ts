import { expect, requestIdOf, test } from "../../fixtures";
import { site } from "../../site";

test.use({ hostEnv: { AFTER_RECEIPTS: "false" } });

test(
  "the task runs, and no receipt tells of it",
  { tag: "@control" },
  async ({ request, proof, sink }) => {
    const id = requestIdOf(await request.get(site.counted[0].path));
    await proof.ended(id);
    await proof.settle();
    expect(sink.eventsOf(id)).toHaveLength(1);
    expect(await proof.receipt(id)).toBeUndefined();
  },
);
