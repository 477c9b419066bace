import { expect, test } from "../../fixtures";

test.use({ hostEnv: { AFTER_RECEIPTS: "false" } });

test(
  "the task runs, and neither the page nor the route tells of it",
  { tag: "@control" },
  async ({ page, open, proof, sink }) => {
    const id = await open("/products/ember");
    await proof.ended(id);
    await proof.settle();
    expect(sink.eventsOf(id)).toHaveLength(1);
    expect(await proof.receipt(id)).toBeUndefined();
    await expect(page.locator("[data-request]")).toHaveCount(0);
  },
);
