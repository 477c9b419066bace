import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { build, buildFolder } from "../../e2e/builds.ts";
import { startNext } from "../../e2e/hosts/next-start.ts";
import { startStandalone } from "../../e2e/hosts/standalone.ts";

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

test("a product page has at most 8 KB of JavaScript more than an empty app of the same Next", async () => {
  test.setTimeout(120_000);
  const folder = buildFolder("empty-app");
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, "app"), { recursive: true });
  for (const [path, text] of Object.entries(emptyApp)) {
    await writeFile(join(folder, path), text);
  }
  await build(folder);
  const empty = await startNext({}, folder);
  const shop = await startStandalone({}, buildFolder("standalone"));
  try {
    const whole = await scriptBytes(`${shop.url}/products/ember`);
    const bare = await scriptBytes(empty.url);
    console.log(`JavaScript, compressed: ${whole} bytes, of an empty app ${bare}`);
    expect(whole - bare).toBeLessThanOrEqual(8 * 1024);
  } finally {
    await Promise.all([empty.stop(), shop.stop()]);
  }
});
