import type { Page } from "@playwright/test";
import { expect, requestIdOf, test } from "../fixtures";
import { site } from "../site";

const { action } = site;

/** Presses the form's button and returns the id of the request that it makes. */
async function press(page: Page): Promise<string> {
  const posted = page.waitForResponse(
    (response) => response.request().method() === "POST" && !response.url().includes("/api/"),
  );
  await page.getByRole("button", { name: action.button, exact: true }).click();
  return requestIdOf(await posted);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test(
      "a Server Action is one event of its own each time, and no further view",
      { tag: "@standalone" },
      async ({ page, open, proof, seen }) => {
        const { name, path, event } = action.page;
        await open(path);
        for (const sent of action.events) {
          const id = await press(page);
          await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
          await proof.ranOnce(id, sent);
        }
        const ids = seen.map(({ id }) => id);
        await proof.ranTogether(ids, event.event, ...action.events.map((sent) => sent.event));
      },
    );
  });
}
