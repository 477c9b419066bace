import { stripVTControlCharacters as plain } from "node:util";
import type { Cell } from "./cell.ts";

type Counts = Pick<Cell, "started" | "finished" | "errors">;

/** A callback or a render that failed, as each host logs it. Other errors come and go with timing. */
const failure = /(passed to `after\(\)`:|⨯) Error: |^Error: [\w-]+: on purpose/;

/** Counts what one pattern's callbacks have written so far. */
export function countLines(lines: readonly string[], name: string): Required<Counts> {
  const mentioned = new RegExp(`(?<![\\w-])${name}(?![\\w/-])`);
  return {
    started: lines.filter((line) => line === `[lab] start ${name}`).length,
    finished: lines.filter((line) => line === `[lab] end ${name}`).length,
    errors: lines.filter((line) => mentioned.test(line) && failure.test(plain(line))).length,
  };
}
