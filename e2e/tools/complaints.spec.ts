import { test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";

test("what breaks the Content-Security-Policy fails the test that sees it", async ({
  page,
  open,
}) => {
  test.fail();
  await open(site.listing.path);
  // Nothing but the policy is against it.
  await page.evaluate(() => fetch("data:,elsewhere").catch(() => undefined));
});

test("an address that Next has to redirect fails the test that sees it", async ({ page, open }) => {
  test.fail();
  await open(site.listing.path);
  const { track } = routes;
  const spelledOtherwise = track.endsWith("/") ? track.slice(0, -1) : `${track}/`;
  await page.evaluate((address) => fetch(address, { method: "POST" }), spelledOtherwise);
});
