import { sitePath } from "../../lib/http/site-path";
import { expect, requestIdOf, test } from "../fixtures";
import { routes } from "../routes";

test("copying an article's link sends one event by beacon", async ({ page, open, proof, seen }) => {
  await open(sitePath("/articles/once"));
  const beacon = page.waitForResponse((response) => response.url().endsWith(routes.track));
  await page.getByRole("button", { name: "Copy link" }).click();
  const response = await beacon;
  expect(response.request().resourceType()).toBe("ping");
  await proof.ranOnce(requestIdOf(response), "link_copied");
  expect(seen.filter(({ url }) => url.pathname === routes.track)).toHaveLength(1);
});
