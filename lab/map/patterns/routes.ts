import { action, docs, DOCUMENTS, getRoute, page, type Pattern, postRoute } from "./pattern.ts";

const eachRequest = "It runs for each request.";
const headIsGet = `${eachRequest} HEAD is answered by GET, and a \`<Link>\` asks for it when it is seen (\`reports/seen-link-counts\`).`;

export const routes: Pattern[] = [
  getRoute(
    "/get-static",
    "GET route that reads nothing",
    `It is prerendered: the callback belongs to the build (${docs("getting-started/route-handlers")}).`,
  ),
  getRoute("/get-request", "GET route that reads the request", headIsGet),
  getRoute("/stream", "GET route that streams", headIsGet),
  postRoute("/post", "POST route", eachRequest),
];

const rerender = `The page is rendered again in the action's request, and schedules again (${docs("getting-started/mutating-data")}).`;

function actionAndPage(path: string, title: string, why: string): Pattern[] {
  return [
    action(path, `Server Action, ${title}`, eachRequest),
    action(path, `its page's callback, ${title}`, why, {
      name: `${path.slice(1)}/page`,
      right: { action: 0 },
    }),
  ];
}

export const actions: Pattern[] = [
  ...actionAndPage("/action-plain", "that only schedules", "The page is not rendered again."),
  ...actionAndPage("/action-refresh", "with refresh()", rerender),
  ...actionAndPage("/action-revalidate", "with revalidatePath()", rerender),
  ...actionAndPage("/action-cookie", "that sets a cookie", rerender),
  ...actionAndPage("/action-redirect", "with redirect() to its own page", rerender),
];

const proxyDocs = docs("api-reference/file-conventions/proxy");
const goesOn = `after() in the page or route is left intact (${proxyDocs}).`;

function proxied(way: string, why: string, more: Partial<Pattern> = {}): Pattern[] {
  const at = (kind: string) => (way === "next" ? `/proxied/${kind}/next` : `/proxy/${way}/${kind}`);
  return (["page", "route"] as const).map((kind) => {
    const row = kind === "page" ? page : getRoute;
    return row(at(kind), `proxy.ts: ${way}() before a ${kind}`, why, {
      name: `proxied/${kind}/${way}`,
      ...more,
    });
  });
}

export const proxies: Pattern[] = [
  page(
    "/proxy-after",
    "after() in proxy.ts",
    `The proxy runs for each request, prefetches too (${proxyDocs}).`,
  ),
  ...proxied("next", goesOn),
  ...proxied("rewrite", goesOn),
  ...proxied("redirect", "The request that follows the redirect counts, not the one it answers.", {
    landing: "/proxied/page/redirect",
    right: { get: 0, getAgain: 0 },
  }),
  ...proxied(
    "json",
    `The proxy answers: page and route never run, and nobody sees them (${proxyDocs}).`,
    {
      right: { get: 0, getAgain: 0 },
      asked: [...DOCUMENTS, "seen", "hover", "prefetchTrue"],
    },
  ),
];

const door = "The door awaits connection(); every request counts, also HEAD and bots.";

export const doors: Pattern[] = [
  page("/door-page", "afterResponse() in a page, in Suspense", door),
  page(
    "/door-view",
    "afterResponse() where lib/analytics/view.ts says that it is a view",
    "The door awaits connection(); lib/analytics/view.ts leaves out HEAD, bots, and what an action renders again.",
    { inReadme: "**by this template's door**" },
  ),
  page(
    "/door-late",
    "afterResponse() in what is still rendering, where another part has called it before",
    "lib/http/request-headers.ts remembers what was read before the visitor left.",
    { asked: DOCUMENTS, announced: true },
  ),
  getRoute("/door-get", "afterResponse() in a GET route", door),
  postRoute("/door-post", "afterResponse() in a POST route", eachRequest),
  action("/door-action", "afterResponse() in a Server Action with refresh()", eachRequest),
  action(
    "/door-action",
    "its page's callback where lib/analytics/view.ts says that it is a view",
    "lib/analytics/view.ts knows the action's request by its header.",
    { name: "door-action/page", right: { action: 0 } },
  ),
];
