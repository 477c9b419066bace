import type { Page } from "@playwright/test";

/** Resolves when the page has drawn twice and has nothing to do. */
export async function drawn(page: Page): Promise<void> {
  // Unlike evaluate, waitForFunction survives a navigation.
  await page.waitForFunction(
    () =>
      new Promise((resolve) => {
        const whenIdle = () => requestIdleCallback(() => resolve(true));
        requestAnimationFrame(() => requestAnimationFrame(whenIdle));
      }),
  );
}
