import type { Host } from "../../../e2e/hosts/host.ts";
import { linesWritten, type Ask, type Row } from "./served.ts";

/** A render takes 100 ms. One that is not over by then is taken for one that never ends. */
const PATIENCE_MS = 3_000;
const tagged = ["no-after", "after-data", "before-data"];
const shortLived = ["short-life-no-after", "short-life"];

/** Makes each page stale, has it rendered again in the background, and looks whether it is fresh. */
export const revalidationBroken: Ask = async (folder, env) => {
  const rows: Row[] = [];
  const logged = await linesWritten(folder, env, async (host) => {
    for (const name of tagged) {
      const before = await ask(host, name);
      await revalidateTag(host, name);
      rows.push(...(await renderedAgain(host, name, before.price)));
    }
    for (const name of shortLived) {
      // Its second is over since the build: this request is the first that finds it stale.
      const before = await ask(host, name);
      rows.push(...(await renderedAgain(host, name, before.price)));
    }
  });
  const errors = logged((line) => line.includes("unstable value `Date.now()`"));
  return [...rows, { what: "errors about Date.now()", actual: errors, expected: 0 }];
};

async function renderedAgain(host: Host, name: string, old: string): Promise<Row[]> {
  const deadline = Date.now() + PATIENCE_MS;
  let now = await ask(host, name);
  while (now.cache === "STALE" && Date.now() < deadline) now = await ask(host, name);
  const fresh = now.price === old ? "no" : "yes";
  const ended = now.cache === "STALE" ? "no" : "yes";
  return [
    { what: `/${name}: the render in the background ends`, actual: ended, expected: "yes" },
    { what: `/${name}: then it shows the new price`, actual: fresh, expected: "yes" },
  ];
}

async function revalidateTag({ url }: Host, tag: string): Promise<void> {
  await fetch(`${url}/revalidate/${tag}`, { method: "POST" });
}

async function ask({ url }: Host, name: string): Promise<{ price: string; cache: string }> {
  const response = await fetch(`${url}/${name}`);
  const price = /id="price">([^<]+)</.exec(await response.text())?.[1];
  if (!price) throw new Error(`/${name} shows no price`);
  return { price, cache: response.headers.get("x-nextjs-cache") ?? "none" };
}
