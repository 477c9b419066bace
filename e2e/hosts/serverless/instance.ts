// One function instance: a process that serves what the host sends to its socket.
import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { type FromInstance, type Invocation, INVOCATION_HEADER } from "./messages.ts";
import { runtimeCache } from "./runtime-cache.ts";

interface Context {
  invocation: Invocation;
  waitUntil?: (promise: Promise<unknown>) => void;
}

const { SOCKET = "", NO_WAIT_UNTIL } = process.env;
const current = new AsyncLocalStorage<Context>();
const requireFromProject = createRequire(join(process.cwd(), "package.json"));

const tell = (message: FromInstance) => void process.send?.(message);
// The host is gone: so are we.
process.on("disconnect", () => process.exit());

/** Every written line is told to the host with the request that it belongs to. */
process.stdout.write = process.stderr.write = (text: Uint8Array | string) => {
  const id = current.getStore()?.invocation.id ?? "";
  tell({ type: "log", id, text: Buffer.from(text).toString() });
  return true;
};

/** The platform's context, as @vercel/functions reads it: waitUntil, deadline, runtime cache. */
Object.assign(globalThis, {
  [Symbol.for("@vercel/request-context")]: {
    get() {
      const { invocation, waitUntil } = current.getStore() ?? {};
      const deadline = invocation && new Date(invocation.deadline).toISOString();
      return { waitUntil, deadline, cache: runtimeCache(dirname(SOCKET)) };
    },
  },
});

// Next's own in-memory cache for "use cache", as it would be without this host; the host only has
// to hear of revalidated tags, for its prerenders and for the other instances.
requireFromProject("next/dist/build/adapter/setup-node-env.external.js");
const { createDefaultCacheHandler } = requireFromProject(
  "next/dist/server/lib/cache-handlers/default",
) as typeof import("next/dist/server/lib/cache-handlers/default");
const useCache = createDefaultCacheHandler(50 * 1024 * 1024);
Object.assign(globalThis, {
  [Symbol.for("@next/cache-handlers")]: {
    DefaultCache: {
      ...useCache,
      updateTags: async (tags: string[], durations?: { expire?: number }) => {
        tell({ type: "revalidated", revalidation: { tags, ...durations } });
        await useCache.updateTags(tags, durations);
      },
    },
    /** The host keeps what is prerendered: an instance has no such cache of its own. */
    FetchCache: class {
      get = async () => null;
      set = async () => undefined;
      revalidateTag = async () => undefined;
      resetRequestCache = () => undefined;
    },
  },
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const invocation = JSON.parse(String(request.headers[INVOCATION_HEADER])) as Invocation;
  delete request.headers[INVOCATION_HEADER];
  for (const { tags, ...durations } of invocation.revalidations) {
    await useCache.updateTags(tags, durations);
  }

  let promised = 0;
  const pending = new Set<Promise<unknown>>();
  const waitUntil = (promise: Promise<unknown>) => {
    promised += 1;
    const held = Promise.allSettled([promise]).finally(() => pending.delete(held));
    pending.add(held);
  };
  const context = NO_WAIT_UNTIL ? { invocation } : { invocation, waitUntil };
  const closed = once(response, "close");
  await current.run(context, async () => {
    try {
      await handle(context, request, response);
    } catch (error) {
      console.error("The function failed:", error);
      if (!response.headersSent) response.writeHead(500);
      response.end();
    }
  });
  await closed;
  while (pending.size > 0) await Promise.all(pending);
  tell({ type: "settled", id: invocation.id, waitUntil: promised });
}

async function handle(
  { invocation, waitUntil }: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { handler } = requireFromProject(invocation.filePath) as { handler: unknown };
  const requestMeta = { relativeProjectDir: "." };
  if (invocation.kind === "proxy") {
    const run = handler as (request: Request, context: object) => Promise<Response>;
    const url = `http://${request.headers.host}${request.url}`;
    const headers = new Headers(Object.entries(request.headers).map(([k, v]) => [k, String(v)]));
    const answer = await run(new Request(url, { method: request.method ?? "GET", headers }), {
      waitUntil,
      requestMeta,
    });
    for (const [name, value] of answer.headers) response.appendHeader(name, value);
    response.writeHead(answer.status);
    if (answer.body) Readable.fromWeb(answer.body as never).pipe(response);
    else response.end();
    return;
  }
  const run = handler as (...args: unknown[]) => Promise<void>;
  await run(request, response, {
    waitUntil,
    requestMeta: {
      ...requestMeta,
      minimalMode: true,
      ...(invocation.kind === "revalidate" && { onCacheEntryV2: tellPrerender(invocation.id) }),
    },
  });
}

interface CacheEntry {
  value?: {
    kind: string;
    html?: { toUnchunkedString: () => string };
    rscData?: Buffer;
    postponed?: string;
  } | null;
}

const tellPrerender = (id: string) => async (entry: CacheEntry) => {
  if (entry.value?.kind === "APP_PAGE" && entry.value.html) {
    const { html, rscData, postponed } = entry.value;
    const page = { html: html.toUnchunkedString(), rsc: rscData?.toString("base64"), postponed };
    tell({ type: "prerendered", id, prerender: page });
  }
  return false;
};

createServer((request, response) => void serve(request, response)).listen(SOCKET, () => {
  tell({ type: "ready" });
});
