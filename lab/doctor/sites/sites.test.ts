import { expect, test } from "vitest";
import { Asks } from "../ask/asks.ts";
import { chrome } from "../ask/visitors.ts";
import type { Way } from "../ask/ways.ts";
import type { Built } from "../app/manifests.ts";
import { rowsOf } from "../rules/row.ts";
import type { Event } from "../watch/events.ts";
import { frame, places } from "./places.ts";
import { Tally } from "./tally.ts";

const built = {
  basePath: "/base",
  routes: [{ route: "/x", kind: "page", matches: () => false }],
} as unknown as Built;

/** What one way of asking for /x came to, when the tab asked for this. */
function counted(
  way: Way,
  url: string,
  more: { landing?: string; headers?: object; phase?: string } = {},
) {
  const asks = new Asks();
  const visitor = asks.newVisitor();
  const ask = asks.begin(way, "/x", visitor);
  if (more.landing) asks.leadsTo("/x", more.landing);
  const t = ask.from;
  const headers = { "user-agent": chrome(visitor), ...more.headers };
  const events: Event[] = [
    { e: "request", t, request: "r", method: "GET", url, headers },
    {
      e: "scheduled",
      t,
      task: "t",
      request: "r",
      phase: more.phase ?? "render",
      unit: "request",
      stack: [frame("app/x/page.tsx:1")],
    },
    { e: "started", t, task: "t" },
    { e: "ended", t, task: "t" },
  ];
  const tally = new Tally(places, asks, built);
  tally.add(events, "start");
  const [site] = tally.sites.values();
  return { count: site?.cells.get("/x")?.get(way), beside: site?.beside };
}

test("a callback counts for the address and the way that its request was part of", () => {
  expect(counted("click", "/base/x?_rsc=1")).toMatchObject({
    count: { started: 1, ended: 1 },
    beside: 0,
  });
  expect(counted("click", "/base/y", { landing: "/y" })).toMatchObject({ count: { started: 1 } });
});

test("what a tab asks for beside it counts nowhere, but for a button", () => {
  expect(counted("linkSeen", "/base/y")).toEqual({ count: undefined, beside: 1 });
  expect(counted("press", "/base/y")).toMatchObject({ count: { started: 1 } });
});

test("a rewrite that comes back as a request of its own counts for what was asked for", () => {
  expect(counted("get", "/base/rewritten")).toMatchObject({ count: { started: 1 }, beside: 0 });
});

test("a page that an action renders again is told from the action", () => {
  const headers = { "next-action": "a1" };
  expect(counted("press", "/base/x", { headers })).toMatchObject({ count: { rerendered: 1 } });
  const action = counted("press", "/base/x", { headers, phase: "action" });
  expect(action).toMatchObject({ count: { rerendered: 0, units: new Set(["action"]) } });
});

test("a build counts for the path that was prerendered, and for all of a route where that is left open", () => {
  const routes = [
    { route: "/p/[slug]", kind: "page", matches: (path: string) => path.startsWith("/p/") },
  ];
  const app = { ...built, routes } as Built;
  const asks = new Asks();
  for (const path of ["/p/known", "/p/other"]) asks.begin("get", path, asks.newVisitor());
  const rows = (tags: string[]) => {
    const stack = [frame("app/p/page.tsx:1")];
    const tally = new Tally(places, asks, app);
    const scheduled = { e: "scheduled", t: 0, task: "t", route: "/p/[slug]", tags, stack } as const;
    tally.add([scheduled, { e: "started", t: 0, task: "t" }], "build");
    const [site] = tally.sites.values();
    return site && rowsOf(site, asks, app).map(({ address, n }) => [address, n("build")]);
  };
  const layouts = [
    "_N_T_/layout",
    "_N_T_/p/layout",
    "_N_T_/p/[slug]/layout",
    "_N_T_/p/[slug]/page",
  ];
  expect(rows([...layouts, "_N_T_/p/known"])).toEqual([["/p/known", 1]]);
  // With trailingSlash.
  expect(rows([...layouts, "_N_T_/p/known/"])).toEqual([["/p/known", 1]]);
  expect(rows([...layouts, "_N_T_/p/never-asked"])).toEqual([]);
  expect(rows(layouts)).toEqual([
    ["/p/known", 1],
    ["/p/other", 1],
  ]);
});
