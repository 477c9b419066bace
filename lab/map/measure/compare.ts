import { type Way, ways } from "../patterns/pattern.ts";
import type { Cell, Run } from "./cell.ts";

/** A cell that is not what it was. */
export interface Move {
  name: string;
  way: Way;
  was: string;
  is: string;
}

/** The cells that moved between two runs of one host and configuration. */
export function movesOf(committed: Run, fresh: Run): Move[] {
  const names = new Set([...Object.keys(committed.patterns), ...Object.keys(fresh.patterns)]);
  return [...names].flatMap((name) =>
    (Object.keys(ways) as Way[]).flatMap((way) => {
      const was = describe(committed.patterns[name]?.[way]);
      const is = describe(fresh.patterns[name]?.[way]);
      return was === is ? [] : [{ name, way, was, is }];
    }),
  );
}

/** The same, a sentence each. */
export const movedCells = (committed: Run, fresh: Run): string[] =>
  movesOf(committed, fresh).map(
    ({ name, way, was, is }) => `${name}, ${ways[way].title}: was ${was}, is ${is}`,
  );

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
