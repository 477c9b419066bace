import { createReadStream, existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { buildFolder } from "../../e2e/builds.ts";
import { contentTypeOf } from "../../e2e/hosts/serverless/content-type.ts";
import { close, freePort, listen } from "../../e2e/loopback.ts";
import { countsOnce } from "./counts-once.ts";

const plain = {
  home: "/",
  product: "/products/ember",
  track: "/api/track",
  receipt: (requestId: string) => `/api/receipts/${requestId}`,
};

test.beforeEach(() => test.setTimeout(180_000));

test("with basePath a view, an action and a beacon count once each", async ({ page }) => {
  await countsOnce(page, {
    name: "base-path",
    settings: { basePath: "/shop" },
    home: "/shop",
    product: "/shop/products/ember",
    track: "/shop/api/track",
    receipt: (requestId) => `/shop/api/receipts/${requestId}`,
  });
});

test("with trailingSlash they do, and no beacon is redirected", async ({ page }) => {
  await countsOnce(page, {
    name: "trailing-slash",
    settings: { trailingSlash: true },
    home: "/",
    product: "/products/ember/",
    track: "/api/track/",
    receipt: (requestId) => `/api/receipts/${requestId}/`,
  });
});

test("with assetPrefix they do, and the policy lets its host in", async ({ page }) => {
  const name = "asset-prefix";
  const served: string[] = [];
  // Stands for a CDN: it has the build's files, and nothing else.
  const cdn = createServer(({ url = "" }, response) => {
    const path = url.replace(/\?.*/, "");
    const file = join(buildFolder(name), path.replace("/_next/", ".next/"));
    if (!path.startsWith("/_next/static/") || !existsSync(file))
      return response.writeHead(404).end();
    served.push(path);
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("content-type", contentTypeOf(file, url));
    return createReadStream(file).pipe(response);
  });
  const port = await freePort();
  const assetPrefix = await listen(cdn, port);
  try {
    await countsOnce(page, { ...plain, name, settings: { assetPrefix } });
    expect(served.some((path) => path.endsWith(".js"))).toBe(true);
  } finally {
    await close(cdn);
  }
});

test("in a src folder they do", async ({ page }) => {
  await countsOnce(page, { ...plain, name: "src-folder", change: moveIntoSrc });
});

test("in a [lang] segment that proxy.ts redirects to, they do", async ({ page }) => {
  await countsOnce(page, {
    ...plain,
    name: "lang-segment",
    change: addLanguages,
    shownAt: "/en/products/ember",
  });
});

async function edit(file: string, ...edits: [from: string | RegExp, to: string][]): Promise<void> {
  let text = await readFile(file, "utf8");
  for (const [from, to] of edits) {
    const edited = text.replaceAll(from, to);
    if (edited === text) throw new Error(`${file} has no ${from} to edit`);
    text = edited;
  }
  await writeFile(file, text);
}

/** As https://nextjs.org/docs/app/api-reference/file-conventions/src-folder tells its owner to. */
async function moveIntoSrc(copy: string): Promise<void> {
  await mkdir(join(copy, "src"));
  for (const part of ["app", "lib", "instrumentation.ts", "proxy.ts"]) {
    await rename(join(copy, part), join(copy, "src", part));
  }
  await edit(join(copy, "tsconfig.json"), ['"./*"', '"./src/*"']);
  await edit(join(copy, "next.config.ts"), ['"./lib/', '"./src/lib/']);
  await edit(join(copy, "src/lib/process/telemetry.ts"), ["../package.json", "../../package.json"]);
}

/** As https://nextjs.org/docs/app/guides/internationalization has it: one language is enough here. */
async function addLanguages(copy: string): Promise<void> {
  const app = join(copy, "app");
  const pages = join(app, "[lang]");
  await mkdir(pages);
  for (const part of ["page.tsx", "page.module.css", "products"]) {
    await rename(join(app, part), join(pages, part));
  }
  await writeFile(
    join(pages, "layout.tsx"),
    `export const generateStaticParams = () => [{ lang: "en" }];
export default ({ children }: { children: React.ReactNode }) => children;
`,
  );
  await edit(join(pages, "page.tsx"), [/"\.\/(?!page\.module)/g, '"../']);
  const product = join(pages, "products/[slug]");
  for (const file of ["page.tsx", "metadata.ts", "share.png/route.ts"]) {
    await edit(join(product, file), ['"/products/[slug]', '"/[lang]/products/[slug]']);
  }
  // typedRoutes knows no page at the old addresses.
  const links = ["bag/page.tsx", "error.tsx", "layout.tsx", "not-found.tsx"];
  for (const file of [...links.map((each) => join(app, each)), join(product, "page.tsx")]) {
    await edit(file, ['href="/"', 'href="/en"']);
  }
  await edit(join(app, "lamps/lamp-link.tsx"), ["`/products/", "`/en/products/"]);
  await edit(join(copy, "proxy.ts"), [
    /(export (?:async )?function proxy\(request: NextRequest\).*)/g,
    `$1
  const { pathname, search } = request.nextUrl;
  if (pathname === "/" || pathname.startsWith("/products/")) {
    return NextResponse.redirect(new URL("/en" + (pathname === "/" ? "" : pathname) + search, request.url));
  }`,
  ]);
}
