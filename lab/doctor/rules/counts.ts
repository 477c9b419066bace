import { ways, type Way } from "../ask/ways.ts";
import { bodyRow, gate, times } from "./cures.ts";
import type { Row } from "./row.ts";
import type { Rule } from "./rule.ts";

const VIEWS: Way[] = ["get", "getAgain", "click", "clickAgain"];
const isCached = ({ place }: Row) => place === "cached scope";

const cachedScope: Rule = {
  id: "cached-scope",
  severity: "error",
  title: "after() in a cached scope runs on a miss only",
  find: (row) =>
    isCached(row)
      ? {
          message: "called inside a cached scope: a miss runs it, a hit says nothing",
          fix: gate(row),
          map: row.n("build") > 0 ? "file-cache" : "cached-child/lamp",
        }
      : undefined,
};

const buildOnly: Rule = {
  id: "build-only",
  severity: "error",
  title: "after() in what is prerendered runs at build, and never for a visitor",
  find: (row) =>
    row.n("build") > 0 && row.asked("get") && row.n("get") === 0 && !isCached(row)
      ? {
          message: "runs at build, never for a visitor: it is prerendered",
          fix: gate(row),
          map: bodyRow(row),
        }
      : undefined,
};

const runsAtBuild: Rule = {
  id: "runs-at-build",
  severity: "error",
  title: "after() runs at build, before anybody asked",
  find: (row) =>
    row.n("build") > 0 && !isCached(row) && !buildOnly.find(row)
      ? {
          message: `runs at build, ${times(row.n("build"))}, before anybody asked`,
          fix: gate(row),
          map: bodyRow(row),
        }
      : undefined,
};

const firstVisitorOnly: Rule = {
  id: "first-visitor-only",
  severity: "error",
  title: "after() runs for the first visitor, whose answer is kept for those who follow",
  find: (row) =>
    row.n("get") > 0 && row.n("getAgain") === 0 && row.asked("getAgain")?.isKept && !isCached(row)
      ? {
          message: "runs for the first visitor only: the answer is kept for those who follow",
          fix: gate(row),
          map: "static-params/unknown",
        }
      : undefined,
};

const twicePerView: Rule = {
  id: "twice-per-view",
  severity: "error",
  title: "after() runs more than once for one view",
  find(row) {
    const twice = row.counts.filter(
      ([way, { started, renders }]) => VIEWS.includes(way) && started > 1 && renders.size > 1,
    );
    if (twice.length === 0 || isCached(row)) return undefined;
    const most = Math.max(...twice.map(([, { started }]) => started));
    const isPrefetch = row.units(...VIEWS).has("prerender-runtime");
    return {
      message: `runs ${times(most)} for one ${twice.map(([way]) => ways[way]).join(", ")}${isPrefetch ? ": the answer carries a prefetch of itself (partialPrefetching), which is rendered, too" : ": it is rendered as often"}`,
      fix: gate(row),
      map:
        row.place === "layout"
          ? "layout-body"
          : bodyRow(row).startsWith("static-params")
            ? "params-suspense/lamp"
            : "headers-suspense",
    };
  },
};

const actionRerender: Rule = {
  id: "action-rerender",
  severity: "error",
  title: "after() of a page runs once more when a Server Action renders the page again",
  find: (row) =>
    row.counts.some(([, { rerendered }]) => rerendered > 0) &&
    row.place !== "action" &&
    !isCached(row)
      ? {
          message: "runs again when a Server Action refreshes the page: one view counts twice",
          fix: 'skip it where `(await headers()).has("next-action")`',
          map: "action-refresh/page",
        }
      : undefined,
};

/** What is told by how often callbacks started. */
export const countRules: Rule[] = [
  cachedScope,
  buildOnly,
  runsAtBuild,
  firstVisitorOnly,
  twicePerView,
  actionRerender,
];
