import type { Site } from "../sites/site.ts";
import { outsideRules, rowRules } from "./all.ts";
import type { Row } from "./row.ts";
import type { Rule, Said } from "./rule.ts";

export interface Finding extends Said {
  rule: string;
  severity: Rule["severity"];
  /** Where it was seen: all that are alike. */
  addresses: string[];
}

/** What the rules say of a site, without those that the user allows. Alike findings are one. */
export function judge(site: Site, rows: Row[], allow: ReadonlySet<string>): Finding[] {
  const found = new Map<string, Finding>();
  const add = ({ id, severity }: Omit<Rule, "find">, said: Said | undefined, address?: string) => {
    if (!said || allow.has(id)) return;
    const known = found.get(id);
    if (known) known.addresses.push(...(address ? [address] : []));
    else found.set(id, { rule: id, severity, ...said, addresses: address ? [address] : [] });
  };
  for (const rule of rowRules) {
    for (const row of rows) add(rule, rule.find(row), row.address);
  }
  for (const rule of outsideRules) add(rule, rule.find(site));
  const all = [...found.values()];
  // Who has to be told that it runs at the wrong time need not be told of HEAD.
  const isWrong = all.some(({ severity }) => severity === "error");
  return isWrong ? all.filter(({ severity }) => severity === "error") : all;
}
