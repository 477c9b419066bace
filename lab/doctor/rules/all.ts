import { countRules } from "./counts.ts";
import { linkRules } from "./links.ts";
import { notes } from "./notes.ts";
import { outsideRules } from "./outside.ts";
import { workRules } from "./work.ts";

/** The rules on what a site did at an address, in the order in which they are told. */
export const rowRules = [...countRules, ...linkRules, ...workRules, ...notes];
export { outsideRules };

export const allRules = [...rowRules, ...outsideRules];
export const ruleIds: string[] = allRules.map(({ id }) => id);
