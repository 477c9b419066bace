import { createRequire } from "node:module";
import type { MiddlewareContext, RouteHas } from "@next/routing";
import type { FunctionOutput, Manifest, PrerenderOutput } from "./manifest.ts";

// CommonJS whose exports Node cannot see from a module.
const { resolveRoutes, responseToMiddlewareResult } = createRequire(import.meta.url)(
  "@next/routing",
) as typeof import("@next/routing");

export type Target =
  | { kind: "redirect"; location: string; status: number }
  | { kind: "file"; filePath: string }
  /** A shell, and what resumes it; `pathname` is its key in the manifest. */
  | { kind: "prerender"; pathname: string; prerender: PrerenderOutput }
  | { kind: "function"; output: FunctionOutput };

export interface Routed {
  target: Target;
  status: number | undefined;
  /** The request's headers as they go on, after proxy.ts. */
  requestHeaders: Headers;
  /** What routing and proxy.ts add to the response. */
  responseHeaders: Headers;
}

export interface IncomingRequest {
  url: URL;
  method: string;
  headers: Headers;
}

/** Runs proxy.ts for a request whose headers it may change. */
export type RunProxy = (request: IncomingRequest) => Promise<Response>;

/** Says what serves a request, by the build's own routes and proxy.ts. */
export async function route(
  manifest: Manifest,
  request: IncomingRequest,
  runProxy: RunProxy,
): Promise<Routed> {
  const { functions, prerenders, staticFiles, routing, buildId, basePath } = manifest;
  const responseHeaders = new Headers();
  let requestHeaders = request.headers;

  const resolved = await resolveRoutes({
    url: outputUrl(request),
    buildId,
    basePath,
    headers: new Headers(request.headers),
    requestBody: new ReadableStream(),
    pathnames: [functions, prerenders, staticFiles].flatMap((outputs) => Object.keys(outputs)),
    routes: routing,
    async invokeMiddleware({ headers }: MiddlewareContext) {
      // proxy.ts sees the address the browser asked for, not the name of the output.
      const response = await runProxy({ ...request, headers });
      const result = responseToMiddlewareResult(response, headers, request.url);
      requestHeaders = result.requestHeaders ?? headers;
      result.responseHeaders?.forEach((value, name) => responseHeaders.set(name, value));
      return result;
    },
  });
  resolved.resolvedHeaders?.forEach((value, name) => responseHeaders.set(name, value));

  const done = (target: Target, status = resolved.status): Routed => ({
    target,
    status,
    requestHeaders,
    responseHeaders,
  });
  if (resolved.redirect) {
    const { url, status } = resolved.redirect;
    return done({ kind: "redirect", location: url.toString(), status });
  }
  // Next's own redirects (a trailing slash) come as a status with a header.
  const location = responseHeaders.get("location");
  if (location && resolved.status) {
    return done({ kind: "redirect", location, status: resolved.status });
  }
  const pathname = resolved.resolvedPathname;
  const filePath = pathname && staticFiles[pathname];
  if (filePath) return done({ kind: "file", filePath });

  const found = pathname !== undefined && (prerenders[pathname] ?? functions[pathname]);
  const outputPath = found ? pathname : "/_not-found";
  const status = found ? resolved.status : 404;
  const prerender = prerenders[outputPath];
  if (prerender && !isBypassed(prerender, request)) {
    return done({ kind: "prerender", pathname: outputPath, prerender }, status);
  }
  const output = functions[prerender?.functionPath ?? outputPath];
  if (!output) throw new Error(`The build has no output for ${outputPath}`);
  return done({ kind: "function", output }, status);
}

/** A navigation's payload is an output of its own, named by the router's headers. */
function outputUrl({ url, method, headers }: IncomingRequest): URL {
  if (method !== "GET" || headers.get("rsc") !== "1") return url;
  const output = new URL(url);
  const path = url.pathname === "/" ? "/index" : url.pathname;
  const segment = headers.get("next-router-segment-prefetch");
  output.pathname = segment ? `${path}.segments${segment}.segment.rsc` : `${path}.rsc`;
  return output;
}

function isBypassed({ bypassFor }: PrerenderOutput, { headers, method }: IncomingRequest) {
  if (method !== "GET" && method !== "HEAD") return true;
  return bypassFor.some((condition: RouteHas) => {
    if (condition.type !== "header") return false;
    const value = headers.get(condition.key);
    // The time that Next's pattern for bots takes grows with the square of the length.
    const start = value?.slice(0, 512);
    return start !== undefined && (!condition.value || new RegExp(condition.value).test(start));
  });
}
