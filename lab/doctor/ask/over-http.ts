import type { Addresses } from "./addresses.ts";
import { settle } from "./settle.ts";
import { bot, chrome } from "./visitors.ts";
import { pathOf, urlOf, type Visit } from "./visit.ts";
import type { Way } from "./ways.ts";

interface Document {
  way: Way;
  method?: "HEAD";
  agent?: typeof chrome;
  headers?: Record<string, string>;
}

const documents: Document[] = [
  { way: "get" },
  { way: "getAgain" },
  { way: "head", method: "HEAD" },
  { way: "bot", agent: bot },
  // As a browser asks that loads ahead: https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Purpose
  { way: "secPurpose", headers: { "sec-purpose": "prefetch;prerender" } },
];

/** Asks for a path as a document in each way, and takes up where it redirects to. */
export async function askForDocument(
  visit: Visit,
  addresses: Addresses,
  path: string,
): Promise<void> {
  for (const { way, method = "GET", agent = chrome, headers = {} } of documents) {
    const response = await send(visit, way, path, { method, agent, headers });
    const location = response?.headers.get("location");
    const landing = location && pathOf(visit, location, path);
    if (landing) addresses.add(landing);
    // What is not there, or fails, need not be asked four times more.
    if (!response || response.status === 404 || response.status >= 500) return;
  }
}

/** Posts a JSON body to a route. */
export async function post(visit: Visit, path: string, body: string): Promise<void> {
  const headers = { "content-type": "application/json", origin: visit.origin };
  await send(visit, "post", path, { method: "POST", body, agent: chrome, headers });
}

interface Sending {
  method: string;
  body?: string;
  agent: typeof chrome;
  headers: Record<string, string>;
}

async function send(
  visit: Visit,
  way: Way,
  path: string,
  { method, body, agent, headers }: Sending,
): Promise<Response | undefined> {
  const { asks, session, log } = visit;
  const visitor = asks.newVisitor();
  const ask = asks.begin(way, path, visitor);
  const own = { accept: "text/html,*/*;q=0.8", "user-agent": agent(visitor), connection: "close" };
  const cookie = session.cookie ? { cookie: session.cookie } : {};
  try {
    const response = await fetch(urlOf(visit, path), {
      method,
      redirect: "manual",
      headers: { ...own, ...cookie, ...headers },
      signal: AbortSignal.timeout(30_000),
      ...(body !== undefined && { body }),
    });
    ask.status = response.status;
    ask.isKept = isKept(response.headers);
    await response.text().catch(() => "cut off by an error");
    await settle(log, visitor);
    return response;
  } catch (error) {
    ask.failed = true;
    visit.say(`${method} ${path}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  } finally {
    asks.end(ask);
  }
}

/** Whether Next says that it did not render for this request. */
const isKept = (headers: Headers): boolean =>
  /^(HIT|STALE)$/.test(headers.get("x-nextjs-cache") ?? "") || headers.has("x-nextjs-prerender");
