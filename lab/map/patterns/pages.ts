import { afterDocs, DOCUMENTS, docs, page, type Pattern } from "./pattern.ts";

const issue = (number: number) =>
  `[#${number}](https://github.com/vercel/next.js/issues/${number})`;

const twice = `It resolves as well in the second render that partial prefetching adds to a request; connection() does not (\`reports/twice-per-view\`; see also ${issue(97_386)}).`;
const seenToo = `${twice} A link that is seen is rendered for its visitor (\`reports/seen-link-counts\`).`;
const onTheServer = `connection() waits for a real request: a prerender and a partial prefetch never pass it (${docs("api-reference/functions/connection")}).`;
const prerendered = `The page is prerendered: the callback belongs to the prerender (${afterDocs}).`;
const renewed =
  "It runs at build and whenever the page is rendered anew, which it breaks: on `next start` the page stays stale (`reports/revalidation-broken`).";

const filled = "It runs when the cache is filled, for whoever asks first, and never again";

export const pages: Pattern[] = [
  page("/static-body", "body of a static page", prerendered, {
    inReadme: "in the body of a static page",
  }),
  page("/file-cache", '"use cache" at the top of the file', prerendered),
  page(
    "/cached-child/lamp",
    'in a "use cache" component',
    `${filled} (${docs("api-reference/directives/use-cache")}).`,
    { inReadme: 'inside `"use cache"`' },
  ),
  page(
    "/uncached-parent/lamp",
    "after `await params`, parent of a cached component",
    `A cached child changes nothing. ${twice}`,
  ),
  page("/params-blocking/lamp", "after `await params`, `instant = false`", twice),
  page("/params-suspense/lamp", "after `await params`, in Suspense", twice, {
    inReadme: "after `await params`",
  }),
  page("/headers-suspense", "after `await headers()`, in Suspense", seenToo, {
    inReadme: "after `await headers()`, as in Next's documentation",
  }),
  page(
    "/cookies-suspense",
    "after `await cookies()`, in Suspense",
    `The documentation's own example (${afterDocs}). ${seenToo}`,
  ),
  page("/search-params-suspense", "after `await searchParams`, in Suspense", twice),
  page("/connection-suspense", "after `await connection()`, in Suspense", onTheServer, {
    inReadme: "after `await connection()`",
  }),
  page("/connection-blocking", "after `await connection()`, `instant = false`", onTheServer),
  page(
    "/static-params/known",
    "generateStaticParams, after `await params`, known slug",
    prerendered,
  ),
  page(
    "/static-params/unknown",
    "generateStaticParams, after `await params`, unknown slug",
    "The first request renders it, and prerenders it for those that follow.",
    // What follows hangs on timing: Next may take the clock that after() reads for the page's own,
    // and then throws the prerender away.
    { asked: ["build", "get"] },
  ),
  page(
    "/static-params-connection/known",
    "generateStaticParams, after `await connection()`, known slug",
    onTheServer,
  ),
  page(
    "/static-params-connection/unknown",
    "generateStaticParams, after `await connection()`, unknown slug",
    onTheServer,
  ),
  page("/revalidated", "static page whose tag is revalidated, behind its data", renewed, {
    asked: ["build", "get", "getAgain", "revalidated"],
    alone: true,
  }),
  page("/short-life", "static page with a short life, behind its data", renewed, {
    asked: ["build", "revalidated"],
    alone: true,
    shortLived: true,
  }),
  page(
    "/layout-body",
    "body of a layout",
    "A document renders the layout twice; a click finds it prefetched.",
  ),
  page("/layout-connection", "after `await connection()`, in a layout", onTheServer),
  page("/metadata-body", "in generateMetadata, which reads nothing", prerendered),
  page("/metadata-connection", "in generateMetadata, after `await connection()`", onTheServer),
  page(
    "/draft-mode",
    "body of a page in draft mode",
    "Draft mode renders the page for each request, and twice. Links to it were not asked: their prefetches do not come to rest.",
    { asked: DOCUMENTS, cookieFrom: "/draft-mode/enable" },
  ),
  page(
    "/remote-cache",
    'in a "use cache: remote" function',
    `${filled} (${docs("api-reference/directives/use-cache-remote")}).`,
  ),
  page(
    "/private-cache",
    'in a "use cache: private" function',
    `Each render calls it, a prefetch too; a click finds it prefetched (${docs("api-reference/directives/use-cache-private")}).`,
  ),
];
