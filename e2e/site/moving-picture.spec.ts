import type { Page, Request } from "@playwright/test";
import { expect, test } from "../fixtures";

declare global {
  interface Window {
    /** The parts of the page that moved with the last transition. */
    moved?: (string | null)[];
  }
}

/** Notes what the next view transition animates. */
const watch = (page: Page) =>
  page.evaluate(() => {
    const start = document.startViewTransition.bind(document);
    document.startViewTransition = (...options) => {
      const transition = start(...options);
      void transition.ready.then(() => {
        // React has animations of its own, which show nothing.
        const animations = document.getAnimations().filter((each) => each instanceof CSSAnimation);
        window.moved = animations.map(({ effect }) => (effect as KeyframeEffect).pseudoElement);
      });
      return transition;
    };
  });

const isOfHeron = (request: Request) => new URL(request.url()).pathname === "/products/heron";

/** Clicks a lamp that nobody has visited, once its page has been loaded ahead. */
async function visit(page: Page): Promise<void> {
  // The first links are asked for as soon as scripts have taken the page over.
  const takenOver = page.waitForRequest((request) => "next-router-prefetch" in request.headers());
  await page.goto("/");
  await watch(page);
  await takenOver;
  // Next cuts an answer off as soon as it has all that it needs of it.
  const ahead = Promise.race([
    page.waitForEvent("requestfinished", isOfHeron),
    page.waitForEvent("requestfailed", isOfHeron),
  ]);
  const link = page.getByRole("link", { name: /^Heron/ });
  await link.hover();
  await ahead;
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name: "Heron" })).toBeVisible();
  await expect.poll(() => page.evaluate(() => window.moved)).toBeDefined();
}

/** A browser that is too slow to show a transition skips it: then another visitor comes. */
const inTime = { timeout: 25_000 };

test(
  "on the first visit, too, a lamp's picture moves from its card to its page",
  { tag: "@next-start" },
  async ({ page }) => {
    await expect(async () => {
      await visit(page);
      const moved = await page.evaluate(() => window.moved);
      for (const part of ["group", "old", "new"]) {
        expect(moved).toContain(`::view-transition-${part}(lamp-heron)`);
      }
    }).toPass(inTime);
  },
);

test("nothing moves for who prefers reduced motion", { tag: "@next-start" }, async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect(() => visit(page)).toPass(inTime);
  expect(await page.evaluate(() => window.moved)).toEqual([]);
});
