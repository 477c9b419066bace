import { type NextRequest, NextResponse } from "next/server";

/** Gives each request an id and tells the app its method. Headers only: it never answers. */
export function proxy(request: NextRequest): NextResponse {
  const requestId = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set("x-request-id", requestId);
  headers.set("x-request-method", request.method);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("x-request-id", requestId);
  return response;
}

// Files of the build need no id.
export const config = { matcher: "/((?!_next/static/|_next/image).*)" };
