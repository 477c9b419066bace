import { get } from "node:http";
import { devices } from "@playwright/test";
import { until } from "../../until.ts";
import type { Pattern, Way } from "../patterns/pattern.ts";
import type { Cells } from "./cell.ts";
import type { Ledger } from "./ledger.ts";

const DEADLINE_MS = 20_000;

const chrome = devices["Desktop Chrome"].userAgent;
const bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

interface Asking {
  method: string;
  userAgent: string;
}

const requests: { [way in Way]?: Asking } & { get: Asking } = {
  get: { method: "GET", userAgent: chrome },
  getAgain: { method: "GET", userAgent: chrome },
  leftEarly: { method: "GET", userAgent: chrome },
  revalidated: { method: "GET", userAgent: chrome },
  head: { method: "HEAD", userAgent: chrome },
  bot: { method: "GET", userAgent: bot },
  post: { method: "POST", userAgent: chrome },
};

/** Asks for the pattern without a browser, in each of its ways that need none. */
export async function askOverHttp(ledger: Ledger, pattern: Pattern): Promise<Cells> {
  const cells: Cells = {};
  const cookie = await cookieOf(ledger.url, pattern);

  async function ask(way: Way): Promise<number> {
    const { method, userAgent } = requests[way] ?? requests.get;
    // A busy host may close a connection that was kept alive just as it is used again.
    const headers = {
      connection: "close",
      accept: "text/html",
      "user-agent": userAgent,
      ...cookie,
    };
    if (way === "leftEarly") {
      const before = ledger.announced(pattern.name);
      const status = await leaveEarly(ledger.url + pattern.path, headers);
      const announced = () => !pattern.announced || ledger.announced(pattern.name) > before;
      if (!(await until(announced, DEADLINE_MS))) throw new Error(`${pattern.name} says nothing`);
      return status;
    }
    const options = { method, redirect: "manual", headers } as const;
    const response = await fetch(ledger.url + pattern.path, options);
    await response.text().catch(() => "cut off by a thrown error");
    if (way === "revalidated") await untilRendered(ledger.url + pattern.path);
    return response.status;
  }

  if (pattern.asked.includes("getAgain") && !pattern.asked.includes("get")) {
    // What `next dev` does while it compiles a page hangs on timing.
    await ask("get");
    await ledger.settle(pattern.name);
  }
  for (const way of pattern.asked) {
    if (!(way in requests)) continue;
    if (way === "revalidated" && !pattern.shortLived) {
      await fetch(`${ledger.url}/revalidate/${pattern.name}`, { method: "POST" });
    }
    cells[way] = await ledger.cell(pattern, () => ask(way));
  }
  return cells;
}

/** Waits until a page that was found stale is not stale any more, or could not be rendered. */
async function untilRendered(url: string): Promise<void> {
  const rendered = await until(async () => {
    const { headers } = await fetch(url, { method: "HEAD" });
    return headers.get("x-nextjs-cache") !== "STALE";
  }, DEADLINE_MS);
  if (!rendered) throw new Error(`${url} stays stale`);
}

/** Asks, closes the connection as soon as the first bytes of the answer come, and returns its status. */
async function leaveEarly(url: string, headers: Record<string, string>): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const request = get(url, { headers, agent: false }, (response) => {
    // That it was aborted is what is wanted.
    response.on("error", () => undefined);
    response.once("data", () => request.destroy());
    response.once("close", () => resolve(Number(response.statusCode)));
  });
  request.once("error", reject);
  return promise;
}

async function cookieOf(url: string, { cookieFrom }: Pattern): Promise<{ cookie?: string }> {
  if (!cookieFrom) return {};
  const response = await fetch(url + cookieFrom);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  return { cookie: cookies.join("; ") };
}
