import type { Place, Row } from "./row.ts";

/** Where a page waits for a real request. */
export const waitForRequest = ({ cacheComponents }: Row): string =>
  cacheComponents
    ? "`await connection()` before after(), in a component inside <Suspense>"
    : "`await connection()` before after()";

const cures: Partial<Record<Place, (wait: string) => string>> = {
  layout: (wait) =>
    `call after() in the pages, not in the layout, which is rendered for more than a view; there ${wait}`,
  "GET route": () =>
    "read the request, or `await connection()`, before after(): then the route is not prerendered",
  proxy: (wait) => `the proxy sees prefetches, too: call after() in the page, and there ${wait}`,
  "cached scope": (wait) =>
    `call after() outside the cached function, in what calls it; in a page ${wait}`,
};

/** What makes each real request run it once, at this place. */
export function gate(row: Row): string {
  const wait = waitForRequest(row);
  return cures[row.place]?.(wait) ?? wait;
}

/** The map's row of a call at such a place that nothing gates. */
export function bodyRow(row: Row): string {
  if (row.place === "GET route") return "get-static";
  if (row.place === "layout") return "layout-body";
  return row.address.includes("[") || [...row.site.routes].some((route) => route.includes("["))
    ? "static-params/known"
    : "static-body";
}

/** How often, in words. */
export const times = (n: number) => (n === 1 ? "once" : n === 2 ? "twice" : `${n} times`);
