import type { Request } from "@playwright/test";
import { drawn } from "../drawn";
import { expect, test as base } from "../fixtures";

/**
 * With `rest`: waits until the page asks for nothing more. (Playwright's `networkidle` tells of the
 * document's load, and nothing of what Next's router fetches after that.)
 */
export const test = base.extend<{ rest: () => Promise<void> }>({
  rest: async ({ page }, use) => {
    const open = new Set<Request>();
    let asked = 0;
    page.on("request", (request) => {
      asked += 1;
      open.add(request);
    });
    // Next reads no further in some answers, and these never finish.
    page.on("response", (response) => open.delete(response.request()));
    page.on("requestfailed", (request) => open.delete(request));
    await use(async () => {
      let before = -1;
      const isCalm = async () => {
        await drawn(page);
        const calm = open.size === 0 && asked === before;
        before = asked;
        return calm;
      };
      await expect.poll(isCalm, { message: "the page asks for more", timeout: 15_000 }).toBe(true);
    });
  },
});
