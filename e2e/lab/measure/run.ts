import { chromium } from "@playwright/test";
import { launchOptions } from "../../browser.ts";
import { startNext } from "../../hosts/next-start.ts";
import { measured, refusedFiles, refusedPrerenders } from "../patterns/all.ts";
import type { Pattern } from "../patterns/pattern.ts";
import { askInBrowser } from "./ask-browser.ts";
import { askOverHttp } from "./ask-http.ts";
import { buildLab, buildRefused, builtCell } from "./builds.ts";
import type { Cells, Run } from "./cell.ts";
import { Ledger } from "./ledger.ts";

const AT_ONCE = 8;

/** Builds the lab and asks for every pattern on `next start`. `tell` hears how far it is. */
export async function measureNextStart(
  partialPrefetching: boolean,
  tell: (progress: string) => void,
): Promise<Run> {
  tell("building the lab");
  const { folder, output } = await buildLab(partialPrefetching);
  const host = await startNext({}, folder);
  const browser = await chromium.launch(launchOptions());
  const patterns: Record<string, Cells> = {};
  try {
    const ledger = new Ledger(host.url, host.output);
    const refusals = measureRefusals(partialPrefetching);
    await inParallel(measured, async (pattern, done) => {
      patterns[pattern.name] = {
        ...builtCell(pattern, output),
        ...(await askOverHttp(ledger, pattern)),
        ...(await askInBrowser(ledger, browser, pattern)),
      };
      tell(`${done()}/${measured.length} ${pattern.name}`);
    });
    Object.assign(patterns, await refusals);
  } finally {
    await browser.close();
    await host.stop();
  }
  return { host: "next start", partialPrefetching, patterns };
}

async function measureRefusals(partialPrefetching: boolean): Promise<Record<string, Cells>> {
  const cells: Record<string, Cells> = {};
  const refusals = { "refused/prerender": refusedPrerenders, "refused/compile": refusedFiles };
  for (const [app, patterns] of Object.entries(refusals)) {
    const output = await buildRefused(app, partialPrefetching);
    for (const pattern of patterns) cells[pattern.name] = builtCell(pattern, output);
  }
  return cells;
}

/** Patterns that share a route are asked one after the other: an ask may count for both. */
async function inParallel(
  patterns: readonly Pattern[],
  measure: (pattern: Pattern, done: () => number) => Promise<void>,
): Promise<void> {
  const waiting = [...Map.groupBy(patterns, ({ path }) => path.split("/")[1]).values()];
  let finished = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let group = waiting.shift(); group; group = waiting.shift()) {
        for (const pattern of group) await measure(pattern, () => (finished += 1));
      }
    }),
  );
}
