import { expect, requestIdOf, test } from "../fixtures";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("adding to the bag is one bag_updated and no further view", async ({
      page,
      open,
      proof,
      sink,
      seen,
      hostKind,
    }) => {
      const view = await open("/products/lintel");
      for (const items of [1, 2]) {
        const posted = page.waitForResponse(
          (response) => response.request().method() === "POST" && !response.url().includes("/api/"),
        );
        await page.getByRole("button", { name: "Add to bag" }).click();
        const action = requestIdOf(await posted);
        await expect(page.getByText(`Bag ${items}`)).toBeVisible();
        await expect(page.getByRole("heading", { level: 1, name: "Lintel" })).toBeVisible();
        await proof.ranOnce(action, "bag_updated");
        if (hostKind !== "preview") {
          expect(sink.eventsOf(action)).toMatchObject([{ properties: { slug: "lintel", items } }]);
        }
      }
      await proof.ranOnce(view, "product_viewed");
      const ids = seen.map(({ id }) => id);
      expect(await proof.timesDone("product_viewed", ids)).toBe(1);
      expect(await proof.timesDone("bag_updated", ids)).toBe(2);

      const cookies = await page.context().cookies();
      expect(cookies).toMatchObject([{ name: "bag", httpOnly: true, sameSite: "Lax" }]);
    });
  });
}

test("with a privacy signal the bag fills all the same, and nothing is scheduled", async ({
  page,
  context,
  open,
  proof,
  seen,
}) => {
  await context.setExtraHTTPHeaders({ "sec-gpc": "1" });
  await open("/products/lintel");
  await page.getByRole("button", { name: "Add to bag" }).click();
  await expect(page.getByText("Bag 1")).toBeVisible();
  await proof.nothingRan(...seen.map(({ id }) => id));
});

test("the bag's cookie is Secure where the page came over https", async ({ page, open }) => {
  await open("/products/lintel");
  await page.route("**/products/lintel", (route) =>
    route.continue({ headers: { ...route.request().headers(), "x-forwarded-proto": "https" } }),
  );
  const posted = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: "Add to bag" }).click();
  expect((await (await posted).allHeaders())["set-cookie"]).toMatch(/; Secure/);
});
