import { chromium, devices } from "@playwright/test";
import { launchOptions } from "../../../e2e/browser.ts";
import { measured, refusals } from "../patterns/all.ts";
import type { Pattern } from "../patterns/pattern.ts";
import { askInBrowser } from "./ask-browser.ts";
import { askOverHttp } from "./ask-http.ts";
import { buildRefused, builtCell } from "./builds.ts";
import type { Cells, Run } from "./cell.ts";
import { isAsked, serveLab } from "./hosts.ts";
import { Ledger } from "./ledger.ts";
import type { Progress } from "./progress.ts";

const AT_ONCE = 8;

/** Serves the patterns and asks for every pattern. `tell` hears how far it is. */
export async function measure(
  { host, partialPrefetching }: Omit<Run, "patterns">,
  tell: (progress: Progress) => void,
): Promise<Run> {
  const of = measured.length;
  tell({ step: "starts", done: 0, of });
  const served = await serveLab[host](partialPrefetching);
  const browser = await chromium.launch(launchOptions());
  const patterns: Record<string, Cells> = {};
  try {
    const ledger = new Ledger(served);
    const { userAgent } = devices["Desktop Chrome"];
    // One for all tabs: what a tab keeps of a page is its own, and the scripts are fetched once.
    const context = await browser.newContext({ baseURL: served.host.url, userAgent });
    // The build refuses them whatever host is to serve it.
    const refused = host === "next start" ? measureRefusals(partialPrefetching) : undefined;
    const asked = measured.map((pattern) => ({
      ...pattern,
      asked: pattern.asked.filter((way) => isAsked(host, way)),
    }));
    await inParallel(asked, async (pattern, done) => {
      patterns[pattern.name] = {
        ...(served.built !== undefined && builtCell(pattern, served.built)),
        ...(await askOverHttp(ledger, pattern)),
        ...(await askInBrowser(ledger, context, pattern)),
      };
      tell({ step: pattern.name, done: done(), of });
    });
    Object.assign(patterns, await refused);
  } finally {
    await browser.close();
    await served.host.stop();
  }
  return { host, partialPrefetching, patterns };
}

async function measureRefusals(partialPrefetching: boolean): Promise<Record<string, Cells>> {
  const cells: Record<string, Cells> = {};
  for (const [folder, patterns] of Object.entries(refusals)) {
    const output = await buildRefused(folder, partialPrefetching);
    for (const pattern of patterns) cells[pattern.name] = builtCell(pattern, output);
  }
  return cells;
}

/** Patterns of one page, its own and its action's, are asked one after the other: an ask counts for both. */
async function inParallel(
  patterns: readonly Pattern[],
  ask: (pattern: Pattern, done: () => number) => Promise<void>,
): Promise<void> {
  const together = patterns.filter(({ alone }) => !alone);
  const waiting = [...Map.groupBy(together, ({ path }) => path).values()];
  let finished = 0;
  const done = () => (finished += 1);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let group = waiting.shift(); group; group = waiting.shift()) {
        for (const pattern of group) await ask(pattern, done);
      }
    }),
  );
  for (const pattern of patterns.filter(({ alone }) => alone)) await ask(pattern, done);
}
