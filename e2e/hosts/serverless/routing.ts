import { createRequire } from "node:module";
import type { MiddlewareContext, RouteHas } from "@next/routing";
import { assignHeaders } from "./headers.ts";
import type { FunctionOutput, Manifest, PrerenderOutput } from "./manifest.ts";
import { outputUrl, withAndWithoutSlash, withoutSlash } from "./output-name.ts";

// CommonJS whose exports Node cannot see from a module.
const { resolveRoutes, responseToMiddlewareResult } = createRequire(import.meta.url)(
  "@next/routing",
) as typeof import("@next/routing");

export type Target =
  | { kind: "redirect"; location: string; status: number }
  /** proxy.ts answered, or redirected, itself. */
  | { kind: "proxied"; answer: Response }
  | { kind: "file"; filePath: string }
  /** A shell, and what resumes it; `pathname` is its key in the manifest. */
  | { kind: "prerender"; pathname: string; prerender: PrerenderOutput }
  | { kind: "function"; output: FunctionOutput };

export interface Routed {
  target: Target;
  status: number | undefined;
  /** What a function is asked for: the browser's address, or where proxy.ts rewrote it to. */
  path: string;
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
  let { url } = request;
  let proxied: Promise<Response> | undefined;
  let answer: Response | undefined;

  const pathnames = [functions, prerenders, staticFiles].flatMap((outputs) =>
    Object.keys(outputs).flatMap(withAndWithoutSlash),
  );
  const resolve = (outputOf: (url: URL) => URL) =>
    resolveRoutes({
      url: outputOf(url),
      buildId,
      basePath,
      headers: new Headers(request.headers),
      requestBody: new ReadableStream(),
      pathnames,
      routes: routing,
      async invokeMiddleware({ headers }: MiddlewareContext) {
        // proxy.ts sees the address the browser asked for, not the name of the output.
        proxied ??= runProxy({ ...request, headers });
        const response = await proxied;
        const result = responseToMiddlewareResult(response, headers, request.url);
        if (result.bodySent || result.redirect) answer = response;
        requestHeaders = result.requestHeaders ?? headers;
        assignHeaders(responseHeaders, result.responseHeaders);
        if (!result.rewrite) return result;
        // Next writes localhost for 127.0.0.1. Nothing is rewritten to elsewhere.
        url = new URL(result.rewrite.pathname + result.rewrite.search, request.url);
        return { ...result, rewrite: outputOf(url) };
      },
    });

  // A navigation's payload, and each segment of a prefetch, is an output of its own. What has no
  // segments, a route handler, is asked for as a whole.
  const isPayload = request.method === "GET" && request.headers.get("rsc") === "1";
  const segment = isPayload && request.headers.get("next-router-segment-prefetch");
  let resolved = await resolve((page) => {
    if (segment) return outputUrl(page, `.segments${segment}.segment.rsc`, basePath);
    return isPayload ? outputUrl(page, ".rsc", basePath) : page;
  });
  if (segment && !resolved.resolvedPathname)
    resolved = await resolve((page) => outputUrl(page, ".rsc", basePath));
  // Those of proxy.ts are among them.
  assignHeaders(responseHeaders, resolved.resolvedHeaders);

  const done = (target: Target, status = resolved.status): Routed => ({
    target,
    status,
    path: url.pathname + url.search,
    requestHeaders,
    responseHeaders,
  });
  if (answer) return done({ kind: "proxied", answer });
  if (resolved.redirect) {
    const { url: location, status } = resolved.redirect;
    return done({ kind: "redirect", location: location.toString(), status });
  }
  // Next's own redirects (a trailing slash) come as a status with a header.
  const location = responseHeaders.get("location");
  if (location && resolved.status) {
    return done({ kind: "redirect", location, status: resolved.status });
  }
  const { resolvedPathname } = resolved;
  const pathname = resolvedPathname && withoutSlash(resolvedPathname);
  const filePath = pathname && staticFiles[pathname];
  if (filePath) return done({ kind: "file", filePath });

  const found = pathname !== undefined && (prerenders[pathname] ?? functions[pathname]);
  // Where nothing of app/not-found.tsx hangs on the request, it is a file of the build.
  const notFound = found ? undefined : staticFiles[`${basePath}/404`];
  if (notFound) return done({ kind: "file", filePath: notFound }, 404);
  const outputPath = found ? pathname : `${basePath}/_not-found`;
  const status = found ? resolved.status : 404;
  const prerender = prerenders[outputPath];
  if (prerender && !isBypassed(prerender, request)) {
    return done({ kind: "prerender", pathname: outputPath, prerender }, status);
  }
  const output = functions[prerender?.functionPath ?? outputPath];
  if (!output) throw new Error(`The build has no output for ${outputPath}`);
  return done({ kind: "function", output }, status);
}

function isBypassed(prerender: PrerenderOutput, { headers, method }: IncomingRequest): boolean {
  if (method !== "GET" && method !== "HEAD") return true;
  if (isDraft(prerender, headers)) return true;
  return prerender.bypassFor.some((condition: RouteHas) => {
    if (condition.type !== "header") return false;
    const value = headers.get(condition.key);
    // The time that Next's pattern for bots takes grows with the square of the length.
    const start = value?.slice(0, 512);
    return start !== undefined && (!condition.value || new RegExp(condition.value).test(start));
  });
}

/** Draft mode's cookie holds the token that passes every prerender by. */
function isDraft({ bypassToken }: PrerenderOutput, headers: Headers): boolean {
  const cookies = (headers.get("cookie") ?? "").split(/;\s*/);
  return bypassToken !== undefined && cookies.includes(`__prerender_bypass=${bypassToken}`);
}
