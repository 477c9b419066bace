import { after, type NextRequest, NextResponse } from "next/server";
import { track } from "@/lab/map/track";
import { ADDRESS_HEADER } from "@/lib/http/page-address";

/** By path: what a proxy may do before a page or a route, and a proxy that schedules work itself. */
export function proxy(request: NextRequest): NextResponse {
  const { pathname } = request.nextUrl;
  const [, , way, target] = pathname.split("/");
  const to = new URL(`/proxied/${target}/${way}`, request.url);
  if (pathname === "/proxy-after") after(() => track("proxy-after"));
  if (pathname.startsWith("/proxy/rewrite/")) return NextResponse.rewrite(to);
  if (pathname.startsWith("/proxy/redirect/")) return NextResponse.redirect(to);
  if (pathname.startsWith("/proxy/json/")) return NextResponse.json({ answeredBy: "proxy" });
  const headers = new Headers(request.headers);
  headers.set("x-request-method", request.method);
  headers.set(ADDRESS_HEADER, request.nextUrl.href);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: "/((?!_next/static/|_next/image).*)" };
