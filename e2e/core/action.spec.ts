import { expect, test } from "../fixtures";
import { site } from "../site";
import { pressAction } from "./press-action";

const { action } = site;

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
          const id = await pressAction(page);
          await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
          await proof.ranOnce(id, sent);
        }
        const ids = seen.map(({ id }) => id);
        await proof.ranTogether(ids, event.event, ...action.events.map((sent) => sent.event));
      },
    );
  });
}
