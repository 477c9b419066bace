import type { Run } from "./cell.ts";
import { showProgress } from "./progress.ts";
import { measure } from "./run.ts";

/** In the map's order. */
export const hostNames = ["next start", "serverless", "next dev"] as const;

/** The hosts of the map, each in both configurations, or those of these names. */
export const wantedRuns = (names: readonly string[] = hostNames): Omit<Run, "patterns">[] =>
  hostNames
    .filter((host) => names.includes(host))
    .flatMap((host) => [true, false].map((partialPrefetching) => ({ host, partialPrefetching })));

/** Measures them one after the other, and shows how far it is. */
export async function measureRuns(wanted: Omit<Run, "patterns">[]): Promise<Run[]> {
  const runs: Run[] = [];
  for (const [index, each] of wanted.entries()) {
    const title = `${index + 1}/${wanted.length} ${each.host}, partialPrefetching: ${each.partialPrefetching}`;
    runs.push(await measure(each, (progress) => showProgress(title, progress)));
  }
  return runs;
}
