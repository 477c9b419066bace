import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build, buildFolder, copyProject, isBuilt } from "../../e2e/builds.ts";

/** What is laid over the project. */
const WAYS = "lab/bench/ways";
const PRODUCT = "app/products/[slug]";
const COUNTS = /<CountView\s[^>]*product_viewed[^>]*\/>/;

/** Replaces a part of a file, which must be there: the bench knows the lines that it takes out. */
async function edit(file: string, part: string | RegExp, by: string): Promise<void> {
  const before = await readFile(file, "utf8");
  const after = before.replace(part, () => by);
  if (after === before) throw new Error(`${file} is not as the bench expects: it has no ${part}`);
  await writeFile(file, after);
}

/** The shop's product page once more, with something else in the place of what counts it. */
async function productPage(folder: string, name: string, instead: string): Promise<void> {
  const page = join(folder, `app/bench/${name}/[slug]`);
  await cp(join(folder, PRODUCT), page, { recursive: true });
  const file = join(page, "page.tsx");
  await edit(file, COUNTS, instead ? `<${instead} slug={slug} />` : "");
  await edit(file, "/products/[slug]", `/bench/${name}/[slug]`);
  if (instead) {
    const text = await readFile(file, "utf8");
    await writeFile(file, `import { ${instead} } from "@/app/bench/${name}";\n${text}`);
  }
}

/** The shop, and beside its product page the same page counted in other ways. */
async function shop(folder: string): Promise<void> {
  await productPage(folder, "not-counted", "");
  await productPage(folder, "capture-immediate", "CaptureImmediate");
  await productPage(folder, "client-per-request", "ClientPerRequest");
  await productPage(folder, "headers-then-fetch", "HeadersThenFetch");
  const route = join(folder, "app/bench/order-alone/route.ts");
  await cp(join(folder, "app/api/orders/route.ts"), route);
  await edit(route, /import \{[^}]*\} from "@\/lib\/outbox\/deliver";\n/, "");
  await edit(route, / *if \(placed\.isNew\) await deliverAfterResponse\(.*\);\n/, "");
  await edit(route, "placeOrder,", "");
  const text = await readFile(route, "utf8");
  await writeFile(route, `import { placeOrder } from "@/app/bench/place-order-alone";\n${text}`);
}

/** A layout that needs nothing of the request: what is static stays so. */
async function bare(folder: string): Promise<void> {
  const layout = join(folder, "app/layout.tsx");
  await edit(layout, "<BagCount />", "<BagCountSkeleton />");
  await edit(layout, "<ConsentSwitch />", "");
}

async function withoutPartialPrefetching(folder: string): Promise<void> {
  await edit(
    join(folder, "next.config.ts"),
    "partialPrefetching: true",
    "partialPrefetching: false",
  );
}

const changes = {
  shop,
  bare,
  "without partial prefetching": withoutPartialPrefetching,
} as const;
export type BuildName = keyof typeof changes;
const folderOf = (name: BuildName) => `bench-${name.replaceAll(" ", "-")}`;

/** The folders of the builds, by name; built anew, or as an earlier run left them. */
export async function buildAll(
  reuse: boolean,
  tell: (what: string) => void,
): Promise<Record<BuildName, string>> {
  const folders = {} as Record<BuildName, string>;
  for (const [name, change] of Object.entries(changes) as [BuildName, typeof shop][]) {
    folders[name] = buildFolder(folderOf(name));
    if (reuse && isBuilt(folderOf(name))) continue;
    tell(`building: ${name}`);
    const folder = await copyProject(folderOf(name), WAYS);
    await change(folder);
    await build(folder);
  }
  return folders;
}
