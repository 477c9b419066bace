import type { Way } from "../ask/ways.ts";
import type { Scheduled } from "../watch/events.ts";
import { type Count, newCount, type Site, UNKNOWN } from "./site.ts";

/**
 * What was prerendered: a path, which the page's own cache tag names behind those of its layouts, or where
 * it is for whatever its parameters may be, the route.
 */
export function buildCell({ route, tags = [] }: Scheduled): { row: string; way: "build" } {
  const path = tags
    .map((tag) => tag.replace(/^_N_T_/, ""))
    .findLast((tag) => tag.startsWith("/") && !/\[|\/(layout|page|route|index)$/.test(tag));
  return { row: path ?? ((route ?? UNKNOWN).replace(/\/(page|route)$/, "") || "/"), way: "build" };
}

/** The count of a way at an address, or of a build; made where there is none. */
export function countOf({ cells }: Site, { row, way }: { row: string; way: Way }): Count {
  const ways = cells.get(row) ?? new Map<Way, Count>();
  cells.set(row, ways);
  const count = ways.get(way) ?? newCount();
  ways.set(way, count);
  return count;
}
