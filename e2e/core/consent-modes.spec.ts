import { expect, requestIdOf, test } from "../fixtures";
import { Proof } from "../proof";
import { routes } from "../routes";
import { site } from "../site";
import { pressAction } from "./press-action";

const { path, event } = site.counted[0];

test.describe("with ANALYTICS_CONSENT=opt-in", { tag: ["@control", "@next-start"] }, () => {
  test.use({ hostEnv: { ANALYTICS_CONSENT: "opt-in" } });

  test("nobody is counted who did not say so, and then they are", async ({
    page,
    open,
    host,
    sink,
    seen,
  }) => {
    // Its marker is this visitor's, too: it counts once they have said yes.
    const proof = new Proof(page.request, host.logs, sink);
    const counting = page.getByRole("switch", { name: "Count my visits" });
    await open(path);
    await open(site.listing.path);
    await open(site.consent.path);
    await expect(counting).not.toBeChecked();
    const track = await page.request.post(routes.track, { data: site.marker });
    const before = [requestIdOf(track), ...seen.map(({ id }) => id)];
    await counting.click();
    await expect(counting).toBeChecked();
    await proof.nothingRan(...before);
    await proof.ranOnce(await open(path), event.event);
  });
});

test("a visitor whose browser says no is told so, and finds no switch to turn", async ({
  page,
  sendAlso,
  open,
}) => {
  await sendAlso({ "sec-gpc": "1" });
  await open(site.consent.path);
  await expect(page.getByText("Your visits are not counted: privacy signal.")).toBeVisible();
  await expect(page.getByRole("switch", { name: "Count my visits" })).toHaveCount(0);
});

test("a visitor with a privacy signal is answered as usual, and nothing goes out", async ({
  request,
  proof,
}) => {
  const response = await request.post(routes.track, {
    headers: { "sec-gpc": "1" },
    data: site.marker,
  });
  expect(response.status()).toBe(202);
  await proof.nothingRan(requestIdOf(response));
});

test("with a privacy signal a Server Action does its work, and nothing is scheduled", async ({
  page,
  sendAlso,
  open,
  proof,
  seen,
}) => {
  await sendAlso({ "sec-gpc": "1" });
  await open(site.action.page.path);
  await pressAction(page);
  await proof.nothingRan(...seen.map(({ id }) => id));
});
