import { gate, times, waitForRequest } from "./cures.ts";
import type { Rule } from "./rule.ts";

const linkSeen: Rule = {
  id: "link-seen",
  severity: "error",
  title: "after() runs when a link is seen, and nobody clicked",
  find(row) {
    const seen = row.n("linkSeen") + row.n("hover");
    if (seen === 0 || row.place === "cached scope") return undefined;
    const message = `runs ${times(seen)} when a link to it is ${row.n("linkSeen") > 0 ? "seen" : "hovered over"}: nobody clicked`;
    if (row.place === "GET route") {
      return {
        message,
        fix: "link to a route with <a> or <Link prefetch={false}>, or let it answer POST",
        map: "get-request",
      };
    }
    if (row.place === "proxy") return { message, fix: gate(row), map: "proxy-after" };
    const isWhole =
      row.place === "page" && !row.units("linkSeen", "hover").has("prerender-runtime");
    const fix = isWhole
      ? "leave out prefetch={true} of the links to it, which render it whole, or count it in the browser"
      : gate(row);
    return { message, fix, map: isWhole ? "connection-suspense" : "headers-suspense" };
  },
};

const missedClick: Rule = {
  id: "missed-click",
  severity: "error",
  title: "after() of a page does not run when a link to it is clicked",
  find: (row) =>
    row.place === "page" &&
    row.asked("click") &&
    row.n("get") > 0 &&
    row.n("getAgain") > 0 &&
    row.n("click") + row.n("linkSeen") + row.n("hover") === 0
      ? {
          message: "runs for a load, and not for a click on a link: the browser has it already",
          fix: waitForRequest(row),
          map: "headers-suspense",
        }
      : undefined,
};

/** What is told by what a link does, seen or clicked. */
export const linkRules: Rule[] = [linkSeen, missedClick];
