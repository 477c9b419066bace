import { afterDocs, DOCUMENTS, page, type Pattern } from "./pattern.ts";

const anyway = `after() runs although the render did not succeed (${afterDocs}).`;

/** All of these schedule after `await connection()`. */
export const callbacks: Pattern[] = [
  page("/not-found", "after `await connection()`, then notFound()", anyway),
  page("/redirect", "after `await connection()`, then redirect()", anyway, { landing: "/landing" }),
  page("/thrown-error", "after `await connection()`, then a thrown error", anyway),
  page(
    "/late",
    "in what is still rendering, where another part has called after() before",
    "When the visitor leaves, Next takes the request from what is still rendering: connection() throws there ([#98067](https://github.com/vercel/next.js/issues/98067)).",
    { asked: DOCUMENTS, announced: true },
  ),
  page("/nested", "after() in after()", `A nested callback runs too (${afterDocs}).`),
  page(
    "/after-promise",
    "after(promise)",
    "The promise starts at once, during the response; after() only waits for it.",
  ),
  page(
    "/floating-promise",
    "a callback that does not await its promise",
    "Nobody waits for it: it ends where the process goes on, and late or never on a host that freezes.",
    { asked: DOCUMENTS, alone: true },
  ),
  page(
    "/rejected-callback",
    "a callback that rejects",
    "Next logs the error, and the response has gone out. onRequestError never sees it.",
  ),
  page(
    "/headers-in-callback",
    "headers() in the callback",
    `A page's callback may not read the request: read before, pass in (${afterDocs}).`,
  ),
];
