import { expect, test } from "../fixtures";
import { routes } from "../routes";

test("a line says on top when the page was sent, and when after that the view was counted, once", async ({
  page,
  open,
  proof,
}) => {
  const id = await open("/products/tally");
  const line = page.getByRole("paragraph").filter({ has: page.getByText("See how") });
  await expect(line).toHaveText(
    /^This page was sent in \d+ ms\. .+ later your view was counted, once\. See how$/,
  );
  const [task] = (await proof.receipt(id))?.tasks ?? [];
  const later = task?.ms ? `${task.ms} ms later` : "Less than 1 ms later";
  const waited = await page.evaluate(() => {
    const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    return load && Math.round(load.responseEnd - load.requestStart);
  });
  await expect(line).toContainText(`in ${waited} ms. ${later} your view`);
  await expect(line).toBeInViewport({ ratio: 1 });
  await line.getByRole("link", { name: "See how" }).click();
  await expect(
    page.getByRole("heading", { name: "What ran after the page was sent" }),
  ).toBeInViewport();
});

test("the panel shows the receipt of its own request, and why it was counted once", async ({
  page,
  open,
}) => {
  const id = await open("/products/tally");
  const panel = page.locator(`[data-request="${id}"]`);
  await expect(panel.getByRole("listitem")).toHaveText([
    /^This page, from your request to its last byte: \d+ ms$/,
    /^Counted .+ later$/,
  ]);
  await expect(panel).toContainText("Once, because");
  await expect(panel.locator("[data-task]")).toHaveCount(1);
  await expect(panel.getByRole("link", { name: "its receipt" })).toHaveAttribute(
    "href",
    routes.receipt(id),
  );
});

test(
  "labels say what they mean when they get the focus or are pressed, and can be switched off",
  { tag: "@next-start" },
  async ({ page, open }) => {
    await open("/products/tally");
    const label = page.getByRole("article").getByRole("button", { name: "same for all" });
    const meaning = page.locator(":popover-open");
    await label.focus();
    await expect(meaning).toContainText("everybody gets this copy until it changes");
    await page.keyboard.press("Escape");
    await expect(meaning).toHaveCount(0);
    await page.getByRole("banner").getByRole("button", { name: "made for you" }).click();
    await expect(meaning).toContainText("Made anew for each visit");
    await page.keyboard.press("Escape");
    await page.getByRole("checkbox", { name: "Labels" }).uncheck();
    await expect(label).toBeHidden();
    await expect(page.getByRole("complementary", { name: "What the labels mean" })).toBeHidden();
  },
);

test("the receipts of a click on the page and of a beacon join that of the view", async ({
  page,
  open,
}) => {
  const view = await open("/products/tally");
  await page.getByRole("button", { name: "Add to bag" }).click();
  await expect(page.getByText("Added", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Share" }).click();
  for (const [task, origin] of [
    ["product_viewed", "Your view"],
    ["bag_updated", "Your click"],
    ["product_shared", "Sent by the browser"],
  ] as const) {
    await expect(page.locator(`[data-task=${task}][data-state=done]`)).toHaveCount(1);
    await expect(page.getByRole("heading", { name: origin })).toHaveCount(1);
  }
  await expect(page.locator(`[data-request="${view}"] [data-task]`)).toHaveCount(1);
  await expect(page.getByText("The page was made again for it: no further view.")).toBeVisible();
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
    await expect(page.getByText(/^Not counted .+ later .*status=401/)).toBeVisible();
    await expect(page.getByText(/counting your view failed, and you did not wait/)).toHaveCount(2);
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
