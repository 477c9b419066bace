import type { Finding } from "../rules/judge.ts";
import type { Row } from "../rules/row.ts";
import type { Site } from "../sites/site.ts";
import type { SourceCall } from "../app/source-calls.ts";

export interface Judged {
  site: Site;
  rows: Row[];
  findings: Finding[];
}

/** All that the doctor found out of an app. */
export interface Examined {
  dir: string;
  version: string;
  seconds: number;
  sites: Judged[];
  /** Calls in the source that never ran. */
  neverRan: SourceCall[];
  /** Routes that no address was found for, and those that were left alone. */
  noAddress: string[];
  leftAlone: string[];
  /** Addresses that answered with an error, and its status. */
  broken: Map<string, number>;
}

export const errorsOf = ({ findings }: Judged): Finding[] =>
  findings.filter(({ severity }) => severity === "error");
