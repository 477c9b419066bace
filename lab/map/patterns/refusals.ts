import { docs, message, type Pattern, refused } from "./pattern.ts";

const blocking = `It would hold the whole page: wrap it in Suspense, or export instant = false (${message("blocking-prerender-dynamic")}).`;
const noRequest = `A cached scope has no request (${message("next-request-in-use-cache")}).`;
const noRuntime = `Cache Components refuse any runtime export: Node.js is the only one (${docs("guides/migrating-to-cache-components")}).`;
const proxyRuntime = `The proxy runs on Node.js (${docs("api-reference/file-conventions/proxy")}).`;

const inRoute = (name: string) => ({ file: `app/${name}/route.ts` });
const inProxy = { file: "proxy.ts" };

/** What the build refuses, by the folder of `refused` that is built. */
export const refusals: Record<string, Pattern[]> = {
  prerender: [
    refused("/params-bare", "after `await params`, neither Suspense nor instant", blocking),
    refused("/cookies-bare", "after `await cookies()`, neither Suspense nor instant", blocking),
    refused(
      "/connection-bare",
      "after `await connection()`, neither Suspense nor instant",
      blocking,
    ),
    refused("/cached-connection", 'connection() in "use cache"', noRequest),
    refused("/cached-cookies", 'cookies() in "use cache"', noRequest),
    refused("/cached-door", 'afterResponse() in a "use cache" page', noRequest),
  ],
  compile: [
    refused("/runtime-edge", 'page, runtime = "edge"', noRuntime),
    refused("/runtime-nodejs", 'page, runtime = "nodejs"', noRuntime),
    refused("/route-edge", 'route, runtime = "edge"', noRuntime, inRoute("route-edge")),
    refused("/route-nodejs", 'route, runtime = "nodejs"', noRuntime, inRoute("route-nodejs")),
    refused("/force-dynamic", 'dynamic = "force-dynamic"', "Cache Components refuse the export."),
    refused("/client-component", "after() in a Client Component", "It works on the server only."),
  ],
  "proxy-edge": [refused("/proxy-edge", 'proxy.ts, runtime = "edge"', proxyRuntime, inProxy)],
  "proxy-nodejs": [refused("/proxy-nodejs", 'proxy.ts, runtime = "nodejs"', proxyRuntime, inProxy)],
};
