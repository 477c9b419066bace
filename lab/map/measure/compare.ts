import { type Way, ways } from "../patterns/pattern.ts";
import type { Cell, Run } from "./cell.ts";

/** The cells that moved between two runs of one host and configuration, a sentence each. */
export function movedCells(committed: Run, fresh: Run): string[] {
  const names = new Set([...Object.keys(committed.patterns), ...Object.keys(fresh.patterns)]);
  return [...names].flatMap((name) =>
    (Object.keys(ways) as Way[]).flatMap((way) => {
      const was = committed.patterns[name]?.[way];
      const is = fresh.patterns[name]?.[way];
      if (isSame(was, is)) return [];
      return [`${name}, ${ways[way].title}: was ${describe(was)}, is ${describe(is)}`];
    }),
  );
}

/** Whether two cells say the same. */
export const isSame = (one: Cell | undefined, other: Cell | undefined): boolean =>
  describe(one) === describe(other);

function describe(cell: Cell | undefined): string {
  if (!cell) return "not measured";
  const { started, finished, late, errors, status, refused } = cell;
  const parts = [`${started} started`, `${finished} ended`];
  if (late) parts.push(`${late} of them late`);
  if (errors) parts.push(`${errors} errors`);
  if (status) parts.push(`status ${status}`);
  if (refused) parts.push("refused by the build");
  return parts.join(", ");
}
