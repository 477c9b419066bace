import { type Pattern, refused } from "./pattern.ts";

const blocking =
  "It would hold the whole page: wrap it in Suspense, or export instant = false ([docs](https://nextjs.org/docs/messages/blocking-prerender-dynamic)).";

const noRequest =
  "A cached scope has no request ([docs](https://nextjs.org/docs/messages/next-request-in-use-cache)).";

/** Refused when the page is prerendered. */
export const refusedPrerenders: Pattern[] = [
  refused("/params-bare", "after `await params`, neither Suspense nor instant", blocking),
  refused("/cookies-bare", "after `await cookies()`, neither Suspense nor instant", blocking),
  refused("/connection-bare", "after `await connection()`, neither Suspense nor instant", blocking),
  refused("/cached-connection", 'connection() in "use cache"', noRequest),
  refused("/cached-cookies", 'cookies() in "use cache"', noRequest),
  refused("/cached-door", 'afterResponse() in a "use cache" page', noRequest),
];

/** Refused when the file is compiled. */
export const refusedFiles: Pattern[] = [
  refused("/runtime-edge", 'runtime = "edge"', "Cache Components know Node.js only."),
  refused("/runtime-nodejs", 'runtime = "nodejs"', "Cache Components refuse any runtime export."),
  refused("/force-dynamic", 'dynamic = "force-dynamic"', "Cache Components refuse the export."),
  refused("/client-component", "after() in a Client Component", "It works on the server only."),
];
