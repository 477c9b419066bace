import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { build, buildFolder } from "../builds";
import { expect, test } from "../fixtures";
import { startNext } from "../hosts/next-start";

const pages = ["/", "/products/ember"];

/** Waits for all that comes late: the view's receipt, the switch in the footer. */
async function loadedWholly(page: Page, path: string): Promise<void> {
  await expect(page.getByRole("switch")).toBeVisible();
  if (path !== "/") await expect(page.getByRole("link", { name: "See how" })).toBeVisible();
}

interface Seen {
  /** Of a layout shift: how much of the page moved, and how far. */
  value: number;
  /** Of a largest contentful paint: what was painted. */
  text: string | null | undefined;
}

/** What the browser noted since the page was asked for. */
const entriesOf = (page: Page, type: "layout-shift" | "largest-contentful-paint") =>
  page.evaluate(async (asked) => {
    const entries = await new Promise<PerformanceEntry[]>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()));
      observer.observe({ type: asked, buffered: true });
      // There may have been none, and then nobody tells.
      requestAnimationFrame(() => requestAnimationFrame(() => resolve([])));
    });
    return entries.map((entry): Seen => {
      const { value = 0, element } = entry as { value?: number; element?: Element };
      return { value, text: element?.textContent };
    });
  }, type);

for (const width of [360, 768, 1280]) {
  test(`at ${width} px nothing moves while a page loads, and its largest text is in its shell`, async ({
    page,
    open,
    request,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of pages) {
      await open(path);
      await loadedWholly(page, path);
      expect(await entriesOf(page, "layout-shift"), `what moved on ${path}`).toEqual([]);
      const largest = (await entriesOf(page, "largest-contentful-paint")).at(-1)?.text;
      expect(largest, path).toBeTruthy();
      const html = await (await request.get(path)).text();
      const shell = html.slice(0, html.indexOf('<div hidden id="S:'));
      expect(shell, `what is painted largest on ${path}`).toContain(largest);
    }
  });
}

/** Bytes of JavaScript, compressed, that a page loads by itself. */
async function scriptBytes(page: Page, load: () => Promise<unknown>): Promise<number> {
  const scripts = new Map<string, Promise<Buffer>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") {
      scripts.set(response.url(), response.body());
    }
  });
  await load();
  const bodies = await Promise.all(scripts.values());
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
}

const layout = `export default ({ children }: { children: React.ReactNode }) => (
  <html lang="en"><body>{children}</body></html>
);`;

test(
  "a product page loads at most 8 KB of JavaScript more than an empty app of the same Next",
  { tag: ["@control", "@next-start"] },
  async ({ page, open, context }) => {
    test.setTimeout(120_000);
    const folder = buildFolder("empty-app");
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(folder, "app"), { recursive: true });
    await writeFile(join(folder, "package.json"), JSON.stringify({ type: "module" }));
    await writeFile(
      join(folder, "next.config.ts"),
      "export default { cacheComponents: true, partialPrefetching: true };",
    );
    await writeFile(join(folder, "app/layout.tsx"), layout);
    await writeFile(join(folder, "app/page.tsx"), "export default () => <p>Empty</p>;");
    await build(folder);
    const empty = await startNext({}, folder);
    try {
      const bare = await scriptBytes(await context.newPage(), async () => {
        await context.pages().at(-1)?.goto(empty.url, { waitUntil: "networkidle" });
      });
      const whole = await scriptBytes(page, async () => {
        await open("/products/ember");
        await loadedWholly(page, "/products/ember");
      });
      console.log(`JavaScript, gzip: ${whole} bytes, an empty app ${bare}`);
      expect(whole - bare).toBeLessThanOrEqual(8 * 1024);
    } finally {
      await empty.stop();
    }
  },
);
