import { measured, refusals } from "../patterns/all.ts";
import { type Pattern, type Way, ways } from "../patterns/pattern.ts";
import type { Cell, Cells, Run } from "./cell.ts";

/** Ways that no place of after() tells apart from a view: somebody has to look at the request. */
const APART: Way[] = ["head", "bot", "refresh", "clientRefresh", "backAfterAction"];

const started = (cells: Cells, way: Way): number => cells[way]?.started ?? 0;

/** How often the callback should run: once for a view, else never. */
export const expected = ({ right }: Pattern, way: Way): number => right?.[way] ?? ways[way].views;

/** Whether so many callbacks started, and ended before the host froze. */
export const isRight = ({ started: starts, finished, late }: Cell, times: number): boolean =>
  starts === times && finished === times && !late;

/** How often it started, and what is to be said of how it ended. */
export function counts({ started: starts, finished, late, refused }: Cell): string {
  if (refused) return "refused";
  if (late) return `${late} late`;
  return starts === finished ? `${starts}` : `${starts}/${finished}`;
}

/** Right and wrong as {@link isRight} has it; an error is one that Next logged. */
export function verdictOf(pattern: Pattern, way: Way, cell: Cell): "right" | "wrong" | "error" {
  if (cell.errors || cell.refused) return "error";
  return isRight(cell, expected(pattern, way)) ? "right" : "wrong";
}

const wrongWays = (pattern: Pattern, cells: Cells): Way[] =>
  pattern.asked.filter((way) => {
    const cell = cells[way];
    return !cell || cell.refused || !isRight(cell, expected(pattern, way));
  });

interface Verdict {
  says: string;
  of: (pattern: Pattern, cells: Cells) => boolean;
}

/** What becomes of a callback; the first that fits a row is the row's. */
const verdicts: Verdict[] = [
  {
    says: "Right: once per view, and for nothing else",
    of: (pattern, cells) => wrongWays(pattern, cells).length === 0,
  },
  {
    says: "Once per request, HEAD, bots and a page that is fetched again included: look at the request, as `lib/analytics/view.ts` does",
    of: (pattern, cells) => wrongWays(pattern, cells).every((way) => APART.includes(way)),
  },
  {
    says: "An error in place of the callback",
    of: (_, cells) => started(cells, "get") === 0 && (cells.get?.errors ?? 0) > 0,
  },
  {
    says: "At build, never for a visitor",
    of: (_, cells) => started(cells, "build") > 0 && started(cells, "get") === 0,
  },
  {
    says: "For the first visitor only, until the cache expires",
    of: (_, cells) => started(cells, "get") === 1 && started(cells, "getAgain") === 0,
  },
  {
    says: "Twice or more for one load, and not at all for a click on a link that was seen",
    of: (_, cells) => started(cells, "get") > 1 && cells.click?.started === 0,
  },
  { says: "Twice or more for one view", of: (_, cells) => started(cells, "get") > 1 },
  {
    says: "For whoever sees a link to it, without a visit",
    of: (_, cells) => started(cells, "seen") > 0,
  },
  {
    says: "Once more when an action renders the page again",
    of: (pattern, cells) => started(cells, "action") > expected(pattern, "action"),
  },
  {
    says: "Once, but not where the visitor has left meanwhile",
    of: (pattern, cells) =>
      started(cells, "get") === 1 && started(cells, "leftEarly") < expected(pattern, "leftEarly"),
  },
  { says: "The build refuses it", of: (_, cells) => cells.build?.refused === true },
  { says: "Something else: see its row", of: () => true },
];

/** What becomes of a callback, by the place of its after(): one line a verdict. */
export function inShort({ patterns }: Run): string {
  const rows = [...measured, ...Object.values(refusals).flat()];
  const inWords = (row: Pattern) =>
    verdicts.find(({ of }) => of(row, patterns[row.name] ?? {}))?.says ?? "";
  const groups = Map.groupBy(rows, inWords);
  return verdicts
    .flatMap(({ says }) => {
      const names = groups.get(says)?.map(({ title, name }) => `${title} (\`${name}\`)`);
      return names ? [`- **${says}.** ${names.join("; ")}.`] : [];
    })
    .join("\n");
}
