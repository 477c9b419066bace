import { test as base, expect } from "@playwright/test";
import { collectComplaints } from "./complaints";
import type { Host } from "./hosts/host";
import type { ServerlessOptions } from "./hosts/serverless/host";
import type { PostHogSink } from "./posthog-sink";
import { Proof, requestIdOf } from "./proof";
import { end, endAll, type HostKind, start, type Served } from "./served";

export { expect, requestIdOf };

const NEEDS_CONTROL = "needs control of the host: its environment, its output, its analytics";
const NEEDS_ROUTES =
  "needs e2e/core/fixture-routes: E2E_FIXTURE_ROUTES=true says that they are there";

interface SeenRequest {
  id: string;
  url: URL;
  headers: Record<string, string>;
}

interface TestFixtures {
  /** Environment of the host on top of the suite's own: `test.use({ hostEnv: { … } })`. */
  hostEnv: Record<string, string>;
  /** Of the serverless host: with these a test has a host of its own, on which nothing has run. */
  hostOptions: ServerlessOptions | undefined;
  served: Served;
  host: Host;
  /** What analytics received. Nobody sees that on a preview: there a test that asks for it is skipped. */
  sink: PostHogSink;
  proof: Proof;
  /** Every request of the page that reached the app, in order. */
  seen: SeenRequest[];
  /** Loads a page and returns the id of the request that rendered it. */
  open: (path: string) => Promise<string>;
  /** Has the page's requests carry headers on top of the project's own. */
  sendAlso: (headers: Record<string, string>) => Promise<void>;
  /** Does what leads on to a page without loading it, such as a search; returns the id of its request. */
  arriveAt: (path: string, act: () => Promise<void>) => Promise<string>;
  /** Clicks a link of the page and returns the id of the request for what it leads to. */
  follow: (link: { path: string; name: string }) => Promise<string>;
  needsControl: void;
}

interface WorkerFixtures {
  hostKind: HostKind;
  /** The worker's host for an environment; started when it is first asked for. */
  serve: (env: Record<string, string>) => Promise<Served>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  hostKind: ["next start", { option: true, scope: "worker" }],
  hostEnv: [{}, { option: true }],
  hostOptions: [undefined, { option: true }],

  serve: [
    async ({ hostKind }, use) => {
      const all = new Map<string, Promise<Served>>();
      await use((env) => {
        const key = JSON.stringify(env);
        const served = all.get(key) ?? start(hostKind, env);
        all.set(key, served);
        return served;
      });
      await endAll(all.values());
    },
    // Lines are counted when the worker's tests are over. They may take two minutes to arrive, and
    // as long again where the logs cannot be read at once to count them a second time.
    { scope: "worker", timeout: 8 * 60_000 },
  ],

  served: async ({ serve, hostKind, hostEnv, hostOptions }, use) => {
    if (!hostOptions) return use(await serve(hostEnv));
    const own = await start(hostKind, hostEnv, hostOptions);
    await use(own);
    return end(own);
  },

  host: ({ served }, use) => use(served.host),
  sink: ({ served, hostKind }, use, testInfo) => {
    testInfo.skip(hostKind === "preview", NEEDS_CONTROL);
    return use(served.sink);
  },
  baseURL: ({ host }, use) => use(host.url),

  proof: ({ request, hostKind, hostEnv, served: { host, sink, ledger } }, use) => {
    const seenSink = hostKind === "preview" ? undefined : sink;
    const hasReceipts = hostEnv.AFTER_RECEIPTS !== "false";
    return use(new Proof(request, host.logs, seenSink, ledger, hasReceipts));
  },

  /** What only a host of our own can show is listed as skipped on a deployment. */
  needsControl: [
    async ({ hostKind }, use, testInfo) => {
      const lacks = (tag: string) => hostKind === "preview" && testInfo.tags.includes(tag);
      testInfo.skip(lacks("@control"), NEEDS_CONTROL);
      testInfo.skip(lacks("@fixture-routes") && !process.env.E2E_FIXTURE_ROUTES, NEEDS_ROUTES);
      await use();
    },
    { auto: true },
  ],

  page: async ({ page }, use) => {
    const complaints = await collectComplaints(page);
    await use(page);
    // What was preloaded and not used within seconds: a test may wait, or have no JavaScript.
    const counted = complaints.filter((text) => !/ preloaded /.test(text));
    expect(counted, "errors, warnings and breaches of the CSP in the browser").toEqual([]);
  },

  seen: async ({ page, host }, use) => {
    const seen: SeenRequest[] = [];
    page.on("response", (response) => {
      const id = response.headers()["x-request-id"];
      const url = new URL(response.url());
      if (id && url.origin === host.url) {
        seen.push({ id, url, headers: response.request().headers() });
      }
    });
    await use(seen);
  },

  open: async ({ page }, use) => {
    await use(async (path) => requestIdOf(await page.goto(path)));
  },

  sendAlso: async ({ context, extraHTTPHeaders }, use) => {
    await use((headers) => context.setExtraHTTPHeaders({ ...extraHTTPHeaders, ...headers }));
  },

  arriveAt: async ({ page }, use) => {
    await use(async (path, act) => {
      const navigation = page.waitForResponse((response) => {
        const headers = response.request().headers();
        const isNavigation = headers.rsc === "1" && !headers["next-router-prefetch"];
        return isNavigation && new URL(response.url()).pathname === path;
      });
      await act();
      return requestIdOf(await navigation);
    });
  },

  follow: async ({ page, arriveAt }, use) => {
    await use(async ({ path, name }) => {
      const link = page.getByRole("link", { name: new RegExp(`^${name}`) });
      const id = await arriveAt(path, () => link.click());
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      return id;
    });
  },
});
