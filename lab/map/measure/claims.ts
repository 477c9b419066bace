import { markdownTable } from "markdown-table";
import type { Way } from "../patterns/pattern.ts";
import type { Run } from "./cell.ts";

interface Claim {
  said: string;
  /** The cells that decide it: row, way of asking, and how often the callback then starts. */
  cells: readonly (readonly [row: string, way: Way, times: number])[];
  /** Where it is said to hold. */
  partialPrefetching?: boolean;
  /** What the cells say instead, or beside it. */
  measured: string;
}

const said: Claim[] = [
  {
    said: "`after()` runs once per request",
    cells: [
      ["headers-suspense", "get", 1],
      ["params-suspense/lamp", "get", 1],
    ],
    measured: "once per render that gets there, and a request may be rendered twice",
  },
  {
    said: "the second render of a request comes from partial prefetching",
    partialPrefetching: false,
    cells: [
      ["headers-suspense", "get", 1],
      ["params-suspense/lamp", "get", 1],
    ],
    measured: "without it a document counts once, and `prefetch={true}` passes even `connection()`",
  },
  {
    said: "reading `headers()` or `cookies()` first makes sure that somebody asked",
    cells: [
      ["headers-suspense", "seen", 0],
      ["cookies-suspense", "seen", 0],
    ],
    measured: "a link that is merely seen is enough, and the click then counts nothing",
  },
  {
    said: "`await connection()` first gives one callback a view",
    cells: [
      ["connection-suspense", "get", 1],
      ["connection-suspense", "click", 1],
      ["connection-suspense", "clickAgain", 1],
      ["connection-suspense", "seen", 0],
      ["connection-suspense", "prefetchTrue", 0],
    ],
    measured: "and so does `prefetch={true}`, which runs none",
  },
  {
    said: "`await connection()` is never passed by a prefetch",
    partialPrefetching: false,
    cells: [["connection-suspense", "prefetchTrue", 0]],
    measured: "without partial prefetching `prefetch={true}` passes it, and passes the door",
  },
  {
    said: "what goes back, or refreshes, makes no new view",
    cells: [
      ["connection-suspense", "back", 0],
      ["connection-suspense", "clientRefresh", 0],
      ["connection-suspense", "backAfterAction", 0],
    ],
    measured:
      "`router.refresh()`, and going back after an action, fetch the page and run it: look at the request",
  },
  {
    said: "a visitor who leaves early loses no callback",
    cells: [
      ["connection-suspense", "leftEarly", 1],
      ["late", "leftEarly", 1],
    ],
    measured:
      "what is still rendering then cannot await `connection()` any more: Next throws there",
  },
  {
    said: '`"use cache"` anywhere above `after()` cancels it',
    cells: [["uncached-parent/lamp", "getAgain", 0]],
    measured: "only a call inside the cached scope is lost; its parent's runs",
  },
  {
    said: "a GET route runs it for each request",
    cells: [["get-static", "get", 1]],
    measured: "not where it reads nothing of the request: it is prerendered",
  },
  {
    said: "a Link prefetches pages, not route handlers",
    cells: [["get-request", "seen", 0]],
    measured: "a route handler that a `<Link>` names runs when the link is seen",
  },
  {
    said: "a rewrite in proxy.ts disconnects `after()`",
    cells: [["proxied/page/rewrite", "get", 0]],
    measured: "it leaves it intact; `json()` in the proxy answers, and the page never runs",
  },
  {
    said: "`redirect()`, `notFound()` or a thrown error cancels it",
    cells: [
      ["redirect", "get", 0],
      ["not-found", "get", 0],
      ["thrown-error", "get", 0],
    ],
    measured: "it runs all the same",
  },
];

/** What is widely said of after(), each with the verdict that the runs on `next start` give. */
export function claims(runs: readonly Run[]): string {
  const startedIn = (partialPrefetching: boolean, row: string, way: Way) =>
    runs.find((run) => run.host === "next start" && run.partialPrefetching === partialPrefetching)
      ?.patterns[row]?.[way]?.started;
  const rows = said.map(({ said: claim, cells, partialPrefetching = true, measured }) => {
    const holds = cells.every(
      ([row, way, times]) => startedIn(partialPrefetching, row, way) === times,
    );
    const names = [...new Set(cells.map(([row]) => `\`${row}\``))].join(", ");
    return [claim, holds ? "holds" : "**does not hold**", measured, names];
  });
  return markdownTable([["it is said that", "here", "what was measured", "rows"], ...rows]);
}
