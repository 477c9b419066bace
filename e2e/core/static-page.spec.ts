import { expect, test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";

const { listing, counted } = site;
const [page1] = counted;
const isBeacon = ({ url }: { url: URL }) => url.pathname === routes.track;

test("a static page counts once when it is loaded, and once when a link leads to it", async ({
  open,
  page,
  proof,
  seen,
}) => {
  const beacons = () => seen.filter(isBeacon).map(({ id }) => id);
  const load = await open(listing.path);
  await expect.poll(() => beacons().length).toBe(1);
  await page.reload();
  await expect.poll(() => beacons().length).toBe(2);
  await open(page1.path);
  const home = page.locator(`a[href="${listing.path}"]`).first();
  await home.click();
  await expect.poll(() => beacons().length).toBe(3);
  await proof.ranOnce(beacons(), listing.event.event);
  await proof.nothingRan(load);
});

test("going back to a static page, or forward, counts nothing again", async ({
  open,
  page,
  follow,
  proof,
  seen,
}) => {
  await open(listing.path);
  await follow(page1);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(listing.heading);
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1, name: page1.name })).toBeVisible();
  await proof.settle();
  await proof.ranOnce(
    seen.filter(isBeacon).map(({ id }) => id),
    listing.event.event,
  );
  expect(seen.filter(isBeacon)).toHaveLength(1);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a static page counts nothing", async ({ open, proof }) => {
    await proof.nothingRan(await open(listing.path));
  });
});
