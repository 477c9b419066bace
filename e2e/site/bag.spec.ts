import { expect, test } from "../fixtures";

test("the bag counts what was added, in a cookie that scripts cannot read", async ({
  page,
  open,
}) => {
  await open("/products/lintel");
  for (const items of [1, 2]) {
    await page.getByRole("button", { name: "Add to bag" }).click();
    await expect(page.getByText(`Bag ${items}`)).toBeVisible();
  }
  const bag = (await page.context().cookies()).filter(({ name }) => name === "bag");
  expect(bag).toMatchObject([{ httpOnly: true, sameSite: "Lax" }]);
});

test("with a privacy signal the bag fills all the same", async ({ page, sendAlso, open }) => {
  await sendAlso({ "sec-gpc": "1" });
  await open("/products/lintel");
  await page.getByRole("button", { name: "Add to bag" }).click();
  await expect(page.getByText("Bag 1")).toBeVisible();
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
