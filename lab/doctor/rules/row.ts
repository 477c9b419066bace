import type { Ask, Asks } from "../ask/asks.ts";
import { allWays, type Way } from "../ask/ways.ts";
import { type Built, pathnameOf, routeAt } from "../app/manifests.ts";
import type { Count, Site } from "../sites/site.ts";

/** Where a call is, as far as its cure depends on it. */
export type Place =
  | "page"
  | "layout"
  | "GET route"
  | "POST route"
  | "proxy"
  | "cached scope"
  | "action";

/** What one site did at one address. */
export interface Row {
  site: Site;
  address: string;
  place: Place;
  cacheComponents: boolean;
  /** Callbacks that started. */
  n: (way: Way) => number;
  asked: (way: Way) => Ask | undefined;
  counts: [Way, Count][];
  /** What Next rendered, of these ways or of all. */
  units: (...of: Way[]) => Set<string>;
}

/**
 * The rows of a site: one for each address that it ran at, or that was asked for where the build ran it. What
 * only the build ran, at paths that nobody asked for, has rows where no other path of the route was asked.
 */
export function rowsOf(site: Site, asks: Asks, built: Built): Row[] {
  const asked = [...new Set(asks.list.map(({ path }) => path))];
  const addresses = [...site.cells].flatMap(([row, cells]) => {
    if (!cells.has("build")) return [row];
    const twins = asked.filter((path) => isOf(built, path, row));
    const route = routeAt(built.routes, row);
    const isKnown = asked.some((path) => route && routeAt(built.routes, path) === route);
    return twins.length > 0 || isKnown ? twins : [row];
  });
  return [...new Set(addresses)].map((address) => rowOf(site, address, asks, built));
}

const isOf = ({ routes }: Built, path: string, row: string): boolean =>
  pathnameOf(path) === pathnameOf(row) || routeAt(routes, path)?.route === row;

function rowOf(site: Site, address: string, asks: Asks, built: Built): Row {
  const cells = new Map(
    [...site.cells].flatMap(([row, ways]) =>
      row === address
        ? [...ways]
        : isOf(built, address, row)
          ? [...ways].filter(([way]) => way === "build")
          : [],
    ),
  );
  const counts = allWays.flatMap((way): [Way, Count][] => {
    const count = cells.get(way);
    return count ? [[way, count]] : [];
  });
  const units = (...of: Way[]) =>
    new Set(
      counts.flatMap(([way, count]) =>
        of.length === 0 || of.includes(way) ? [...count.units] : [],
      ),
    );
  const isRoute = routeAt(built.routes, address)?.kind === "route";
  return {
    site,
    address,
    cacheComponents: built.cacheComponents,
    n: (way) => cells.get(way)?.started ?? 0,
    asked: (way) => asks.list.find((ask) => ask.path === address && ask.way === way && !ask.failed),
    counts,
    units,
    place: placeOf(site.file, units(), isRoute, cells.has("post")),
  };
}

function placeOf(file: string, units: Set<string>, isRoute: boolean, isPosted: boolean): Place {
  if ([...units].some((unit) => unit.includes("cache"))) return "cached scope";
  if (/(^|\/)(proxy|middleware)\.\w+$/.test(file)) return "proxy";
  // Next calls the phase of a route handler an action's, too.
  if (isRoute) return isPosted ? "POST route" : "GET route";
  if (units.has("action")) return "action";
  return /(^|\/)(layout|template)\.\w+$/.test(file) ? "layout" : "page";
}
