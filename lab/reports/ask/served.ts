import { stripVTControlCharacters as plain } from "node:util";
import type { Host } from "../../../e2e/hosts/host.ts";
import { startNext } from "../../../e2e/hosts/next-start.ts";

/** One sentence of a report, held against what happened. */
export interface Row {
  what: string;
  actual: number | string;
  expected: number | string;
}

/** Asks the app built in `folder`. `env` is what it was built with. */
export type Ask = (folder: string, env: Record<string, string>) => Promise<Row[]>;

/**
 * Serves the build while `use` asks it, and returns a count of the lines it wrote: of all of them,
 * for next start ends what is scheduled before it exits.
 */
export async function linesWritten(
  folder: string,
  env: Record<string, string>,
  use: (host: Host) => Promise<void>,
): Promise<(wanted: (line: string) => boolean) => number> {
  const host = await startNext(env, folder);
  try {
    await use(host);
  } finally {
    await host.stop();
  }
  const lines = host.output.map(plain);
  return (wanted) => lines.filter(wanted).length;
}
