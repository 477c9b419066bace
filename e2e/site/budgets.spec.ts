import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, buildFolder } from "../builds";
import { expect, test } from "../fixtures";
import { startNext } from "../hosts/next-start";

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
  test(`at ${width} px nothing moves while a page loads, and its largest text is in its shell`, async ({
    page,
    open,
    request,
  }) => {
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
      if (path !== "/") await expect(page.getByText(/your view was counted, once/)).toHaveCount(2);
      const noted = await page.evaluate(() => window.noted);
      expect(
        noted.filter(({ type }) => type === "layout-shift"),
        `moves on ${path}`,
      ).toEqual([]);
      const html = await (await request.get(path)).text();
      const shell = html.slice(0, html.indexOf('<div hidden id="S:'));
      expect(shell, `what is largest on ${path}`).toContain(noted.at(-1)?.text);
    }
  });
}

/** Bytes of the scripts that a page itself names, compressed. */
async function scriptBytes(url: string): Promise<number> {
  const html = await (await fetch(url)).text();
  const scripts = new Set(html.match(/\/_next\/static\/chunks\/[^"\\]+?\.js/g));
  expect(scripts.size).toBeGreaterThan(0);
  const sizes = [...scripts].map(async (path) => {
    const script = await (await fetch(new URL(path, url))).arrayBuffer();
    return gzipSync(script).length;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

const emptyApp = {
  "package.json": '{ "type": "module" }',
  "next.config.ts": "export default { cacheComponents: true, partialPrefetching: true };",
  "app/layout.tsx": `export default ({ children }: { children: React.ReactNode }) => (
    <html lang="en"><body>{children}</body></html>
  );`,
  "app/page.tsx": "export default () => <p>Empty</p>;",
};

test(
  "a product page has at most 8 KB of JavaScript more than an empty app of the same Next",
  { tag: ["@control", "@next-start"] },
  async ({ host }) => {
    test.setTimeout(120_000);
    const folder = buildFolder("empty-app");
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, "app"), { recursive: true });
    for (const [path, text] of Object.entries(emptyApp)) {
      await writeFile(join(folder, path), text);
    }
    await build(folder);
    const empty = await startNext({}, folder);
    try {
      const [whole, bare] = await Promise.all(
        [`${host.url}/products/ember`, empty.url].map(scriptBytes),
      );
      console.log(`JavaScript, compressed: ${whole} bytes, of an empty app ${bare}`);
      expect((whole ?? 0) - (bare ?? 0)).toBeLessThanOrEqual(8 * 1024);
    } finally {
      await empty.stop();
    }
  },
);
