import { expect, requestIdOf, test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";
import { pressAction } from "./press-action";

const { action, counted, marker } = site;
const [{ path, event }] = counted;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("the switch stops the counting of page, action and route, and starts it again", async ({
      page,
      open,
      proof,
      seen,
    }) => {
      const counting = page.getByRole("switch", { name: "Count my visits" });
      await open(site.consent.path);
      await expect(counting).toBeChecked();
      await counting.click();
      await expect(counting).not.toBeChecked();
      const before = seen.length;
      await open(action.page.path);
      await pressAction(page);
      await expect(page.getByRole("heading", { level: 1, name: action.page.name })).toBeVisible();
      const track = await page.request.post(routes.track, { data: marker });
      expect(track.status()).toBe(202);
      await proof.nothingRan(requestIdOf(track), ...seen.slice(before).map(({ id }) => id));

      await open(site.consent.path);
      await expect(counting).not.toBeChecked();
      await counting.click();
      await expect(counting).toBeChecked();
      await proof.ranOnce(await open(path), event.event);
    });
  });
}
