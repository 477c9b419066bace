import "server-only";
import { headers } from "next/headers";
import { connection } from "next/server";
import { cache } from "react";

/** What a render has read so far: React keeps one for each. */
const memory = cache((): { headers?: Headers } => ({}));

/**
 * The headers of the request that is being answered. Waits for a real one: a build, a prerender and a
 * prefetch never get past it, and inside "use cache" it throws Next's own error. Outside a request it
 * throws, too, saying where it may be called.
 *
 * Undefined where the visitor left before anything read them. Once after() was called in a page and its
 * connection has closed, Next refuses connection() and headers() to what is still rendering, as it does
 * to a page's task (vercel/next.js#98067): what was read before is remembered.
 */
export async function requestHeaders(): Promise<Headers | undefined> {
  const remembered = memory();
  try {
    // Next may render a page twice for one request, and for a prefetch: headers(), cookies() and
    // params resolve in each of these renders, connection() only in the one that is sent.
    await connection();
    remembered.headers = await headers();
  } catch (error) {
    const { message } = error as Error;
    if (message.includes("outside a request scope")) throw new Error(OUTSIDE, { cause: error });
    if (!message.includes("inside `after()` while rendering")) throw error;
  }
  return remembered.headers;
}

const OUTSIDE =
  "afterResponse() and track() need a request: call them in a page, a route handler or a Server Action.";
