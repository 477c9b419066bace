import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { close, listen } from "../../loopback.ts";
import { contentTypeOf } from "./content-type.ts";
import { type FunctionOptions, Functions } from "./functions.ts";
import { copyHeaders, headersOf, incomingOf, refuse } from "./headers.ts";
import { type Manifest, MANIFEST } from "./manifest.ts";
import { PrerenderCache } from "./prerender-cache.ts";
import { protection } from "./protection.ts";
import { type IncomingRequest, route, type Routed, type Target } from "./routing.ts";

interface Exchange {
  id: string;
  request: IncomingMessage;
  response: ServerResponse;
  incoming: IncomingRequest;
  routed: Routed;
}

export type ServerOptions = FunctionOptions & {
  port: number;
  /** Where the build is, in its folder. */
  distDir?: string;
  /** Protects the deployment: the secret that lets automation in. */
  bypassSecret?: string | undefined;
};

/** Serves a build as a serverless platform does. Resolves when it listens on 127.0.0.1. */
export async function startServerless({
  port,
  bypassSecret,
  distDir = ".next",
  ...options
}: ServerOptions) {
  const manifestPath = join(options.cwd, distDir, MANIFEST);
  const manifest = JSON.parse(readFileSync(manifestPath, "utf8")) as Manifest;
  const prerenders = new PrerenderCache(manifest);
  const functions = new Functions(options, (tags) => prerenders.revalidated(tags));
  const isRefused = bypassSecret === undefined ? () => false : protection(bypassSecret);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (isRefused(request, response)) return;
    const id = randomUUID();
    response.setHeader("x-vercel-id", `local1::${id}`);
    const incoming = incomingOf(request);
    if (!incoming) return refuse(response, 400, "BAD_REQUEST");
    try {
      const routed = await route(manifest, incoming, (proxied) => runProxy(id, proxied));
      copyHeaders(routed.responseHeaders, response);
      await answer({ id, request, response, incoming, routed });
    } catch (error) {
      if (!request.complete || isClosed(error)) return;
      options.onLog(`The function gave no whole answer: ${String(error)}`, id);
      refuse(response, 504, "FUNCTION_INVOCATION_FAILED");
    }
  }

  async function runProxy(id: string, { url, method, headers }: IncomingRequest) {
    if (!manifest.proxy) return new Response(null, { headers: { "x-middleware-next": "1" } });
    const path = url.pathname + url.search;
    const result = await functions.invoke(manifest.proxy, "proxy", { id, path, method, headers });
    const body = await buffer(result);
    const init = { status: result.statusCode ?? 200, headers: headersOf(result) };
    return new Response(body.length > 0 ? body : null, init);
  }

  async function answer(exchange: Exchange): Promise<void> {
    const { response, routed, incoming } = exchange;
    const { target } = routed;
    switch (target.kind) {
      case "redirect":
        response.writeHead(target.status, { location: target.location }).end();
        return;
      case "proxied":
        response.writeHead(target.answer.status);
        response.end(Buffer.from(await target.answer.arrayBuffer()));
        return;
      case "file":
        response.statusCode = routed.status ?? 200;
        response.setHeader("content-type", contentTypeOf(target.filePath, routed.path));
        response.end(await readFile(target.filePath));
        return;
      case "function": {
        // As a platform does: the function is called when all of it is here. An instance that answers
        // early would break a connection that is still written to.
        const body = await buffer(exchange.request);
        if (!exchange.request.complete) return;
        const { method } = incoming;
        const call = { id: exchange.id, path: routed.path, method, headers: routed.requestHeaders };
        const result = await functions.invoke(target.output, "function", { ...call, body });
        copyHeaders(headersOf(result), response);
        response.statusCode = result.statusCode ?? 200;
        await pipeline(result, response);
        return;
      }
      case "prerender":
        await answerPrerendered(exchange, target);
    }
  }

  /** The shell at once, and then what the function makes of the state that was postponed. */
  async function answerPrerendered(
    { id, response, routed }: Exchange,
    { pathname, prerender }: Target & { kind: "prerender" },
  ): Promise<void> {
    const output = manifest.functions[prerender.functionPath];
    const { body, postponed } = prerenders.get(pathname);
    for (const [name, value] of Object.entries(prerender.headers)) response.setHeader(name, value);
    response.statusCode = routed.status ?? prerender.status;

    const page = prerenders.pageOf(pathname);
    if (output && prerenders.claimStale(page)) {
      const headers = new Headers({ "x-prerender-revalidate": prerender.bypassToken ?? "" });
      const fresh = { id: randomUUID(), path: page, method: "GET", headers };
      functions.prerender(output, fresh).then(
        (renewed) => renewed && prerenders.renew(page, renewed),
        (error: unknown) => options.onLog(`${page} could not be renewed: ${String(error)}`, id),
      );
    }

    if (!output || postponed === undefined) return void response.end(body);
    response.setHeader("cache-control", "private, no-cache, no-store, max-age=0, must-revalidate");
    if (body) response.write(body);
    const headers = new Headers(routed.requestHeaders);
    headers.set("next-resume", "1");
    const resume = { id, path: routed.path, method: "POST", headers, body: postponed };
    await pipeline(await functions.invoke(output, "function", resume), response);
  }

  const server = createServer((request, response) => void handle(request, response));
  return {
    url: await listen(server, port),
    pids: () => functions.pids(),
    async stop() {
      await close(server);
      await functions.stop();
    },
  };
}

/** Whether the client went away before it had the whole answer: no fault of the function's. */
const isClosed = (error: unknown): boolean =>
  /PREMATURE_CLOSE|UNABLE_TO_PIPE/.test(String((error as NodeJS.ErrnoException).code));
