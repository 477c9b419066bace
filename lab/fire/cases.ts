import { defaultLimitRow } from "./default-limit.ts";
import { faultRow } from "./fault-row.ts";
import { faults } from "./faults.ts";
import type { Fire } from "./fire.ts";
import { limitRow } from "./limit.ts";
import { fifthTimesOut, tracks, views } from "./load.ts";
import { hostileRows } from "./hostile-row.ts";
import type { Row } from "./row.ts";
import { killRow, lastWordsRow } from "./max-duration.ts";
import { freezeRow, scaleOutRow } from "./serverless.ts";
import { shutdownRows } from "./shutdown.ts";
import { sigkillRow } from "./sigkill.ts";
import { spanRows } from "./spans-row.ts";

interface Case {
  short?: boolean;
  run: (fire: Fire) => Promise<Row[]>;
}

const faultCases = faults.map((fault): [string, Case] => [
  fault.name,
  {
    short: fault.short ?? false,
    async run(fire) {
      const hosts = fault.hosts ?? ["next start"];
      const rows: Row[] = [];
      for (const host of fire.short ? hosts.slice(0, 1) : hosts) {
        rows.push(await faultRow(fault, host, fire));
      }
      return rows;
    },
  },
]);

/** Every case by its name, in the order in which they run. */
export const cases: ReadonlyMap<string, Case> = new Map([
  ["views", { short: true, run: views }],
  ["track posts", { short: true, run: tracks }],
  ["track posts, default limit", { run: defaultLimitRow }],
  ["views, a fifth times out", { run: fifthTimesOut }],
  ["more than may wait", { run: limitRow }],
  ...faultCases,
  ["shutdown", { short: true, run: shutdownRows }],
  ["SIGKILL", { short: true, run: sigkillRow }],
  ["scale-out", { short: true, run: scaleOutRow }],
  ["freeze and thaw", { short: true, run: freezeRow }],
  ["hang past maxDuration", { short: true, run: lastWordsRow }],
  ["killed at maxDuration", { run: killRow }],
  ["spans", { short: true, run: spanRows }],
  ["hostile input", { short: true, run: hostileRows }],
] as [string, Case][]);
