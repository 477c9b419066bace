import { expect, test } from "../fixtures";

interface Noted {
  type: string;
  /** Of what was painted, when it was. */
  text: string | null | undefined;
}

declare global {
  interface Window {
    noted: Noted[];
  }
}

for (const width of [360, 768, 1280]) {
  test(
    `at ${width} px nothing moves while a page loads, and its largest text is in its shell`,
    { tag: "@next-start" },
    async ({ page, open, request }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.addInitScript(() => {
        window.noted = [];
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const { element } = entry as { element?: Element };
            window.noted.push({ type: entry.entryType, text: element?.textContent });
          }
        });
        for (const type of ["layout-shift", "largest-contentful-paint"]) {
          observer.observe({ type, buffered: true });
        }
      });
      for (const path of ["/", "/products/ember"]) {
        await open(path);
        // What comes last: the switch in the footer, and what became of the view.
        await expect(page.getByRole("switch")).toBeVisible();
        if (path !== "/")
          await expect(page.getByText(/your view was counted, once/)).toHaveCount(2);
        const noted = await page.evaluate(() => window.noted);
        expect(
          noted.filter(({ type }) => type === "layout-shift"),
          `moves on ${path}`,
        ).toEqual([]);
        const html = await (await request.get(path)).text();
        const shell = html.slice(0, html.indexOf('<div hidden id="S:'));
        expect(shell, `what is largest on ${path}`).toContain(noted.at(-1)?.text);
      }
    },
  );
}
