import type { Addresses } from "./addresses.ts";
import { settle } from "./settle.ts";
import { bot, chrome } from "./visitors.ts";
import { pathOf, urlOf, type Visit } from "./visit.ts";
import type { Way } from "./ways.ts";

interface Answer {
  status: number;
  headers: Headers;
  html: string;
}

const ANSWER_MS = 30_000;

interface Document {
  way: Way;
  method?: "GET" | "HEAD" | "POST";
  body?: string;
  agent?: typeof chrome;
  headers?: Record<string, string>;
}

/** What a GET is followed by. */
const documents: Document[] = [
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
  const response = await send(visit, path, { way: "get" });
  const location = response?.headers.get("location");
  const landing = location ? pathOf(visit, location, path) : undefined;
  if (landing !== undefined) {
    visit.asks.leadsTo(path, landing);
    addresses.add(landing);
  }
  // What is not there, or fails, need not be asked four times more.
  if (!response || response.status === 404 || response.status >= 500) return;
  addresses.follow(path, hrefsIn(response.html));
  await Promise.all(documents.map((document) => send(visit, path, document)));
}

/** Posts a JSON body to a route. */
export async function post(visit: Visit, path: string, body: string): Promise<void> {
  const headers = { "content-type": "application/json", origin: visit.origin };
  await send(visit, path, { way: "post", method: "POST", body, headers });
}

async function send(
  visit: Visit,
  path: string,
  { way, method = "GET", body, agent = chrome, headers }: Document,
): Promise<Answer | undefined> {
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
      signal: AbortSignal.timeout(ANSWER_MS),
      ...(body !== undefined && { body }),
    });
    ask.status = response.status;
    ask.isKept = isKept(response.headers);
    const html = await response.text().catch(() => "");
    await settle(log, visitor);
    return { status: response.status, headers: response.headers, html };
  } catch (error) {
    ask.failed = true;
    visit.say(`${method} ${path}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** One request, or POST of a JSON body, that is no way of asking and counts nowhere. */
export async function askOnce(
  visit: Visit,
  path: string,
  { body, method = body === undefined ? "GET" : "POST" }: { body?: string; method?: string },
): Promise<void> {
  const visitor = visit.asks.newVisitor();
  await fetch(urlOf(visit, path), {
    method,
    ...(body !== undefined && { body }),
    redirect: "manual",
    headers: {
      "user-agent": chrome(visitor),
      connection: "close",
      ...(body !== undefined && { "content-type": "application/json", origin: visit.origin }),
      ...(visit.session.cookie && { cookie: visit.session.cookie }),
    },
    signal: AbortSignal.timeout(ANSWER_MS),
  }).then((response) => response.text());
}

/** The links of a document before a browser has run it. */
const hrefsIn = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*?\shref="([^"]+)"/g)].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&"),
  );

/** Whether Next says that it rendered nothing for this request; of a partial prerender it did the rest. */
const isKept = (headers: Headers): boolean =>
  !headers.has("x-nextjs-postponed") &&
  (/^(HIT|STALE)$/.test(headers.get("x-nextjs-cache") ?? "") || headers.has("x-nextjs-prerender"));
