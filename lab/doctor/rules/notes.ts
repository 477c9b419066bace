import { ways, type Way } from "../ask/ways.ts";
import type { Rule } from "./rule.ts";

const UNSEEN: Way[] = ["head", "bot", "secPurpose"];

const notPeople: Rule = {
  id: "not-only-people",
  severity: "note",
  title: "HEAD, bots and speculative loads run it, too",
  find(row) {
    const seen = UNSEEN.filter((way) => row.n(way) > 0);
    if (seen.length === 0 || row.n("get") === 0) return undefined;
    return {
      message: `${seen.map((way) => ways[way]).join(", ")} run it, too`,
      fix: "look at the request, if only people are to count",
      map: "connection-suspense",
    };
  },
};

const manyPerRender: Rule = {
  id: "many-per-render",
  severity: "note",
  title: "one render calls it more than once",
  find(row) {
    const most = Math.max(0, ...row.counts.flatMap(([, { renders }]) => [...renders.values()]));
    if (most < 2) return undefined;
    return {
      message: `one render calls it ${most} times`,
      fix: "call it once for the page, if one was meant",
      map: "connection-suspense",
    };
  },
};

const layoutStays: Rule = {
  id: "layout-stays",
  severity: "note",
  title: "a layout stays while its pages change: a click need not render it",
  find: (row) =>
    row.place === "layout" && row.asked("click") && row.n("get") > 0 && row.n("click") === 0
      ? {
          message:
            "a click from page to page does not render the layout anew: it counts loads, not views",
          fix: "call after() in the pages, if views are meant",
          map: "layout-connection",
        }
      : undefined,
};

/** What may well be meant so. */
export const notes: Rule[] = [notPeople, manyPerRender, layoutStays];
