import { test } from "../fixtures";
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
