import { expect, requestIdOf, test } from "../fixtures";

test("copying an article's link sends one event by beacon", async ({ page, open, proof, seen }) => {
  await open("/articles/once");
  const beacon = page.waitForResponse((response) => response.url().endsWith("/api/track"));
  await page.getByRole("button", { name: "Copy link" }).click();
  const response = await beacon;
  expect(response.request().resourceType()).toBe("ping");
  await proof.ranOnce(requestIdOf(response), "link_copied");
  expect(seen.filter(({ url }) => url.pathname === "/api/track")).toHaveLength(1);
});
