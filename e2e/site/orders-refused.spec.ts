import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { buildFolder } from "../builds";
import { expect, requestIdOf, test } from "../fixtures";

const product = "ember";

test(
  "without a database no order is taken: the route answers 503, and the button says why",
  { tag: "@control" },
  async ({ request, page, open, hostKind, proof }) => {
    test.skip(hostKind === "next start", "there is one: the embedded one");
    const refused = await request.post("/api/orders", {
      data: { slug: product, key: crypto.randomUUID() },
    });
    expect(refused.status()).toBe(503);
    expect(await refused.text()).toContain("DATABASE_URL");
    await proof.nothingRan(requestIdOf(refused));
    await open("/products/lintel");
    await page.getByRole("button", { name: "Add to bag" }).click();
    await expect(page.getByText("Bag 1")).toBeVisible();
    await open("/bag");
    await expect(page.getByRole("button", { name: "Place order" })).toBeDisabled();
    await expect(page.getByText("Orders are not taken here. Set DATABASE_URL")).toBeVisible();
  },
);

test("no function holds the embedded database", { tag: "@control" }, ({ hostKind }) => {
  test.skip(hostKind === "next start", "it is the server's own");
  const traces = globSync(join(buildFolder("serverless"), ".next/server/**/*.nft.json"));
  expect(traces.map((trace) => basename(trace))).toContain("instrumentation.js.nft.json");
  expect(
    traces.filter((trace) => readFileSync(trace, "utf8").includes("@electric-sql/pglite")),
  ).toEqual([]);
});

const refused = {
  "no key": [400, { slug: product }],
  "a key that is no UUID": [400, { slug: product, key: "1" }],
  "an unknown product": [404, { slug: "nope", key: crypto.randomUUID() }],
} as const;

for (const [what, [status, data]] of Object.entries(refused)) {
  test(
    `an order with ${what} is refused with ${status}`,
    { tag: ["@control", "@next-start"] },
    async ({ request, proof }) => {
      const response = await request.post("/api/orders", { data });
      expect(response.status()).toBe(status);
      await proof.nothingRan(requestIdOf(response));
    },
  );
}
