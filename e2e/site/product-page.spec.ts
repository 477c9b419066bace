import { expect, test } from "../fixtures";

test("the page shows the receipt of its own request, and the labels can be switched off", async ({
  page,
  open,
}) => {
  const id = await open("/products/tally");
  const panel = page.locator(`[data-request="${id}"]`);
  await expect(panel.locator("[data-task]")).toHaveCount(1);
  await expect(panel.locator("[data-task=product_viewed]")).toContainText(/done in \d+ ms/);
  await expect(panel).toContainText("response sent, task started");
  await expect(page.getByText("after the response", { exact: true })).toBeVisible();
  await page.getByRole("checkbox", { name: "Labels" }).uncheck();
  await expect(page.getByText("after the response", { exact: true })).toBeHidden();
});

test("the receipts of a click on the page and of a beacon join that of the view", async ({
  page,
  open,
}) => {
  const view = await open("/products/tally");
  await page.getByRole("button", { name: "Add to bag" }).click();
  await expect(page.getByText("Added", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Share" }).click();
  for (const [task, scheduled] of [
    ["product_viewed", "while rendering"],
    ["bag_updated", "by the action"],
    ["product_shared", "by the route"],
  ]) {
    const shown = page.locator(`[data-task=${task}][data-state=done]`);
    await expect(shown).toHaveCount(1);
    await expect(shown).toContainText(`scheduled ${scheduled}`);
  }
  await expect(page.locator(`[data-request="${view}"] [data-task]`)).toHaveCount(1);
  await expect(page.getByText("The page was rendered again: no further view.")).toBeVisible();
});

test("after a click the panel shows the receipt of the click's own request", async ({
  page,
  open,
  follow,
}) => {
  await open("/");
  const id = await follow({ path: "/products/heron", name: "Heron" });
  const panel = page.locator(`[data-request="${id}"]`);
  await expect(panel.locator("[data-task=product_viewed][data-state=done]")).toHaveCount(1);
});

test("a visit that is not counted says why", async ({ request }) => {
  const response = await request.get("/products/ember", { headers: { "sec-gpc": "1" } });
  expect(await response.text()).toContain("Not counted as a view");
});

test(
  "the panel shows why a task failed",
  { tag: "@control" },
  async ({ page, open, sink, proof }) => {
    sink.behave({ status: 401 });
    const id = await open("/products/ember");
    await proof.endedOnce(id, "product_viewed", "failed");
    await expect(page.locator("[data-state=failed]")).toContainText("status=401");
    sink.behave("accept");
  },
);

test("every load shows the same cached part", async ({ page, open }) => {
  const cachedAt = async () => {
    await open("/products/halo");
    return page.getByRole("article").getByRole("time").getAttribute("datetime");
  };
  const first = await cachedAt();
  expect(first).not.toBeNull();
  expect(await cachedAt()).toBe(first);
});
