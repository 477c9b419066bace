// npm run lighthouse -w lab: builds the project, serves it, and has Lighthouse look at two pages,
// three times each. Ends with exit code 1 where a budget is not kept, and says what is at fault.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findBrowser } from "../../e2e/browser.ts";
import { build, copyProject } from "../../e2e/builds.ts";
import { startNext } from "../../e2e/hosts/next-start.ts";
import { site } from "../../e2e/site.ts";
import { installLighthouse } from "./install.ts";

const RUNS = 3;
const budgets = { accessibility: 100, "best-practices": 100, seo: 100, performance: 95 } as const;
type Category = keyof typeof budgets;

/** What is read of its report: https://github.com/GoogleChrome/lighthouse/blob/main/docs/understanding-results.md */
interface Report {
  categories: Record<Category, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { score: number | null; title: string }>;
}

const lighthouse = installLighthouse();
const copy = await copyProject("lighthouse");
console.log("Building…");
await build(copy);
const host = await startNext({}, copy);

async function look(url: string): Promise<Report> {
  const options = [
    "--preset=desktop",
    `--only-categories=${Object.keys(budgets).join()}`,
    "--output=json",
    "--quiet",
    "--no-enable-error-reporting",
    `--chrome-flags=--headless=new${process.getuid?.() === 0 ? " --no-sandbox" : ""}`,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [lighthouse, url, ...options], {
    env: { ...process.env, CHROME_PATH: findBrowser() },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout) as Report;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** What cost a report points in this category. */
const faultsOf = ({ categories, audits }: Report, category: Category) =>
  categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `${id} (${audits[id]?.title})`);

try {
  for (const path of [site.listing.path, site.counted[0].path]) {
    const reports: Report[] = [];
    for (let run = 1; run <= RUNS; run += 1) reports.push(await look(host.url + path));
    for (const [name, budget] of Object.entries(budgets)) {
      const category = name as Category;
      const scores = reports.map(({ categories }) => Math.round(categories[category].score * 100));
      const kept = median(scores) >= budget;
      const spread = Math.max(...scores) - Math.min(...scores);
      console.log(
        `${kept ? "ok " : "RED"} ${path} ${category}: ${median(scores)} of at least ${budget} (${scores.join(", ")}: they differ by ${spread})`,
      );
      if (kept) continue;
      process.exitCode = 1;
      const faults = new Set(reports.flatMap((report) => faultsOf(report, category)));
      for (const fault of faults) console.log(`    ${fault}`);
    }
  }
} finally {
  await host.stop();
}
