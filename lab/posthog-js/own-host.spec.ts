import { readFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { build, copyProject } from "../../e2e/builds.ts";
import { startNext } from "../../e2e/hosts/next-start.ts";
import { close, listen } from "../../e2e/loopback.ts";
import { site } from "../../e2e/site.ts";

const script = createRequire(import.meta.url).resolve("posthog-js/dist/array.no-external.js");
const SCRIPT = "/static/array.js";

/** Stands for PostHog's own host: it has posthog-js, and takes what that sends. */
async function startPostHogHost() {
  const asked: string[] = [];
  const server = createServer(({ url = "", method, headers }, response) => {
    if (method !== "OPTIONS") asked.push(new URL(url, "http://posthog").pathname);
    response.setHeader("access-control-allow-origin", headers.origin ?? "*");
    response.setHeader("access-control-allow-headers", "content-type");
    if (url !== SCRIPT) return response.setHeader("content-type", "application/json").end("{}");
    return response.setHeader("content-type", "text/javascript").end(readFileSync(script));
  });
  return { asked, url: await listen(server), stop: () => close(server) };
}

/** Builds and serves the project, with one entry in its list of services, or with none. */
async function startSite(name: string, entry?: object) {
  const copy = await copyProject(name);
  const file = join(copy, "lib/http/security-headers.ts");
  const list = "allowed: readonly Service[] = [";
  const text = await readFile(file, "utf8");
  expect(text).toContain(list);
  if (entry) await writeFile(file, text.replace(list, list + JSON.stringify(entry)));
  await build(copy);
  return startNext({}, copy);
}

/** Loads posthog-js as its snippet does, and captures an event. Returns what the CSP forbade. */
const load = (page: Page, host: string): Promise<string[]> =>
  page.evaluate(
    async ([api_host, src]) => {
      const forbidden: string[] = [];
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        forbidden.push(`${violatedDirective} ${blockedURI}`),
      );
      const loaded = await new Promise<boolean>((resolve) => {
        const element = Object.assign(document.createElement("script"), { src });
        element.addEventListener("load", () => resolve(true));
        element.addEventListener("error", () => resolve(false));
        document.head.append(element);
      });
      if (!loaded) return forbidden;
      const { posthog } = globalThis as unknown as {
        posthog: {
          init: (key: string, config: object) => void;
          capture: (event: string, properties: object, options: object) => void;
        };
      };
      // It takes a browser under automation for a bot.
      const asVisitor = { opt_out_useragent_filter: true };
      posthog.init("phc_test", { api_host, autocapture: false, ...asVisitor });
      posthog.capture("looked", {}, { send_instantly: true });
      return forbidden;
    },
    [host, host + SCRIPT] as const,
  );

test("posthog-js from PostHog's own host is blocked by default, and let in by one entry", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const posthog = await startPostHogHost();
  try {
    const strict = await startSite("posthog-js-blocked");
    await page.goto(strict.url + site.counted[0].path);
    expect(await load(page, posthog.url)).toEqual([`script-src-elem ${posthog.url}${SCRIPT}`]);
    await strict.stop();
    expect(posthog.asked).toEqual([]);

    const entry = { script: [posthog.url], connect: [posthog.url] };
    const open = await startSite("posthog-js-let-in", entry);
    await page.goto(open.url + site.counted[0].path);
    expect(await load(page, posthog.url)).toEqual([]);
    await expect.poll(() => posthog.asked.some((path) => path.endsWith("/e/"))).toBe(true);
    await open.stop();
    expect(posthog.asked[0]).toBe(SCRIPT);
  } finally {
    await posthog.stop();
  }
});
