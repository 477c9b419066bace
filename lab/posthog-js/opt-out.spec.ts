import { createRequire } from "node:module";
import { expect, type Page, test as base } from "@playwright/test";
import { build, buildFolder, copyProject } from "../../e2e/builds.ts";
import type { Host } from "../../e2e/hosts/host.ts";
import { startNext } from "../../e2e/hosts/next-start.ts";
import { PostHogSink } from "../../e2e/posthog-sink.ts";
import { Proof, requestIdOf } from "../../e2e/proof.ts";
import { site } from "../../e2e/site.ts";

// The real posthog-js, as people load it. A page of ours needs no bundler to run it.
const posthogJs = createRequire(import.meta.url).resolve("posthog-js/dist/array.no-external.js");
const POSTHOG_KEY = "phc_test";
const [{ path, event }] = site.counted;

const test = base.extend<{ proof: Proof }, { served: { host: Host; sink: PostHogSink } }>({
  served: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures it needs from it
    async ({}, use) => {
      await build(await copyProject("posthog-js"));
      const sink = new PostHogSink();
      const env = { POSTHOG_KEY, POSTHOG_HOST: await sink.start() };
      const host = await startNext(env, buildFolder("posthog-js"));
      await use({ host, sink });
      await host.stop();
      await sink.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: ({ served }, use) => use(served.host.url),
  // A visitor of its own sends the markers: who opted out has none.
  proof: ({ request, served: { host, sink } }, use) => use(new Proof(request, host.logs, sink)),
});

interface PostHogJs {
  init: (key: string, config: object) => void;
  opt_out_capturing: () => void;
  get_distinct_id: () => string;
}

/** Runs posthog-js in the page; what it sends goes nowhere. Returns the visitor's id. */
async function runPostHogJs(page: Page, config: object, optOut: boolean): Promise<string> {
  await page.route("**/ingest/**", (route) => route.fulfill({ json: {} }));
  await page.addScriptTag({ path: posthogJs });
  return page.evaluate(
    ([key, given, out]) => {
      const { posthog } = globalThis as unknown as { posthog: PostHogJs };
      posthog.init(key, { api_host: "/ingest", autocapture: false, ...given });
      if (out) posthog.opt_out_capturing();
      return posthog.get_distinct_id();
    },
    [POSTHOG_KEY, config, optOut] as const,
  );
}

const view = async (page: Page) => requestIdOf(await page.goto(path));

test("a visitor whom posthog-js knows is the same one to the server", async ({
  page,
  proof,
  served,
}) => {
  await view(page);
  const visitor = await runPostHogJs(page, {}, false);
  const id = await view(page);
  await proof.ranOnce(id, event.event);
  expect(served.sink.eventsOf(id)).toMatchObject([{ distinct_id: visitor }]);
});

test('with opt_out_capturing_persistence_type: "cookie" an opt-out holds for the server', async ({
  page,
  proof,
}) => {
  await view(page);
  await runPostHogJs(page, { opt_out_capturing_persistence_type: "cookie" }, true);
  await proof.nothingRan(await view(page));
});

test("without that option the server cannot see an opt-out, and counts", async ({
  page,
  proof,
}) => {
  await view(page);
  await runPostHogJs(page, {}, true);
  await proof.ranOnce(await view(page), event.event);
});
