import { expect, requestIdOf, test } from "../fixtures";
import { routes } from "../routes";

test("sharing a product copies its link and sends one event by beacon", async ({
  page,
  context,
  open,
  proof,
  host,
  seen,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open("/products/drift");
  const beacon = page.waitForResponse((response) => response.url().endsWith(routes.track));
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${host.url}/products/drift`,
  );
  const response = await beacon;
  expect(response.request().resourceType()).toBe("ping");
  await proof.ranOnce(requestIdOf(response), "product_shared");
  expect(seen.filter(({ url }) => url.pathname === routes.track)).toHaveLength(1);
});

test("where the browser refuses a beacon, the event goes out once by fetch", async ({
  page,
  open,
  proof,
}) => {
  await open("/products/drift");
  await page.evaluate(() => {
    navigator.sendBeacon = () => false;
  });
  const sent = page.waitForResponse((response) => response.url().endsWith(routes.track));
  await page.getByRole("button", { name: "Share" }).click();
  const response = await sent;
  expect(response.request().resourceType()).toBe("fetch");
  await proof.ranOnce(requestIdOf(response), "product_shared");
});
