import { type NextRequest, NextResponse } from "next/server";
import { AFTER_ACTION_COOKIE, AFTER_ACTION_HEADER } from "./lib/http/after-action";
import { ADDRESS_HEADER } from "./lib/http/page-address";

/** Browsers' have some 120 characters, and bots' not many more. */
const MAX_USER_AGENT = 512;

/** Gives each request an id, and tells the app its method and address. Headers only: it never answers. */
export function proxy(request: NextRequest): NextResponse {
  const requestId = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);
  headers.set("x-request-method", request.method);
  headers.set(ADDRESS_HEADER, request.nextUrl.href);
  // Next looks for bots in it with a pattern whose time grows with the square of its length: 15 KB
  // of letters kept the process busy for a second.
  const userAgent = headers.get("user-agent") ?? "";
  if (userAgent.length > MAX_USER_AGENT) {
    headers.set("user-agent", userAgent.slice(0, MAX_USER_AGENT));
  }
  headers.delete(AFTER_ACTION_HEADER);
  const isAfterAction = followsAction(request);
  if (isAfterAction) headers.set(AFTER_ACTION_HEADER, "1");
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("x-request-id", requestId);
  // Of a page's own response, or a beacon's, scripts cannot read any other header.
  response.headers.set("server-timing", `request;desc="${requestId}"`);
  // Good for one load: a reload is a view.
  if (isAfterAction) response.cookies.delete(AFTER_ACTION_COOKIE);
  return response;
}

/** Whether showPageAgain() has just sent the browser to this page. */
const followsAction = ({ method, cookies, nextUrl }: NextRequest): boolean =>
  method === "GET" && cookies.get(AFTER_ACTION_COOKIE)?.value === new URL(nextUrl.href).pathname;

// Files of the build need no id. With a basePath the pattern does not match the home page
// (vercel/next.js#73786): "/" does.
export const config = { matcher: ["/", "/((?!_next/static/|_next/image).*)"] };
