import { test as base, expect, type Page } from "@playwright/test";
import { buildFolder } from "./builds";
import type { Host } from "./hosts/host";
import { startNext } from "./hosts/next-start";
import { openPreview } from "./hosts/preview";
import { startServerlessHost } from "./hosts/serverless/host";
import { audit, type Ledger } from "./ledger";
import { PostHogSink } from "./posthog-sink";
import { Proof, requestIdOf } from "./proof";

export { expect, requestIdOf };

export const POSTHOG_KEY = "phc_test";
/** On a deployment, what is set there. */
export const REVALIDATE_SECRET = process.env.REVALIDATE_SECRET ?? "a-secret-of-the-suite";

interface SeenRequest {
  id: string;
  url: URL;
  headers: Record<string, string>;
}

interface TestFixtures {
  proof: Proof;
  /** Every request of the page that reached the app, in order. */
  seen: SeenRequest[];
  /** Loads a page and returns the id of the request that rendered it. */
  open: (path: string) => Promise<string>;
  /** Clicks a link of the page and returns the id of the request for what it leads to. */
  follow: (link: { path: string; name: string }) => Promise<string>;
  needsControl: void;
}

export interface HostOptions {
  hostKind: "next start" | "serverless" | "preview";
  /** Environment of the host on top of the suite's own: `test.use({ hostEnv: { … } })`. */
  hostEnv: Record<string, string>;
}

interface WorkerFixtures extends HostOptions {
  sink: PostHogSink;
  ledger: Ledger;
  host: Host;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  hostKind: ["next start", { option: true, scope: "worker" }],
  hostEnv: [{}, { option: true, scope: "worker" }],

  sink: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured argument
    async ({}, use) => {
      const sink = new PostHogSink();
      await use(sink);
    },
    { scope: "worker" },
  ],

  // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured argument
  ledger: [async ({}, use) => use(new Map()), { scope: "worker" }],

  host: [
    async ({ sink, hostKind, hostEnv, ledger }, use) => {
      const env = { POSTHOG_KEY, POSTHOG_HOST: await sink.start(), REVALIDATE_SECRET, ...hostEnv };
      const host = await startHost(hostKind, env);
      await use(host);
      await audit(host.logs, ledger);
      await host.stop();
      await sink.stop();
    },
    { scope: "worker" },
  ],

  baseURL: ({ host }, use) => use(host.url),

  proof: ({ request, host, hostKind, sink, ledger }, use) =>
    use(new Proof(request, host.logs, hostKind === "preview" ? undefined : sink, ledger)),

  /** What only a host of our own can show is listed as skipped on a deployment. */
  needsControl: [
    async ({ hostKind }, use, testInfo) => {
      testInfo.skip(
        hostKind === "preview" && testInfo.tags.includes("@control"),
        "needs control of the host: its environment, its output, or where its events go",
      );
      await use();
    },
    { auto: true },
  ],

  page: async ({ page, javaScriptEnabled }, use) => {
    const complaints = await collectComplaints(page);
    await use(page);
    // Without JavaScript nobody uses what the page preloads for it, and Chromium says so.
    const counted = complaints.filter((text) => javaScriptEnabled || !/ preloaded /.test(text));
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

  follow: async ({ page }, use) => {
    await use(async ({ path, name }) => {
      const navigation = page.waitForResponse((response) => {
        const headers = response.request().headers();
        const isNavigation = headers.rsc === "1" && !headers["next-router-prefetch"];
        return isNavigation && new URL(response.url()).pathname === path;
      });
      await page.getByRole("link", { name: new RegExp(`^${name}`) }).click();
      const id = requestIdOf(await navigation);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      return id;
    });
  },
});

function startHost(kind: HostOptions["hostKind"], env: Record<string, string>) {
  if (kind === "preview") return openPreview();
  if (kind === "next start") return startNext(env, buildFolder("next-start"));
  return startServerlessHost(buildFolder("serverless"), env);
}

async function collectComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  // Not every breach gets to the console, such as one of a policy that only reports.
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      console.error(`The CSP forbids ${blockedURI} (${violatedDirective})`);
    });
  });
  return complaints;
}
