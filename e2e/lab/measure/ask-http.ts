import { devices } from "@playwright/test";
import type { Pattern, Way } from "../patterns/pattern.ts";
import type { Cells } from "./cell.ts";
import type { Ledger } from "./ledger.ts";

const chrome = devices["Desktop Chrome"].userAgent;
const bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

const requests: { [way in Way]?: { method: string; userAgent: string } } = {
  get: { method: "GET", userAgent: chrome },
  getAgain: { method: "GET", userAgent: chrome },
  revalidated: { method: "GET", userAgent: chrome },
  head: { method: "HEAD", userAgent: chrome },
  bot: { method: "GET", userAgent: bot },
  post: { method: "POST", userAgent: chrome },
};

/** Asks for the pattern without a browser, in each of its ways that need none. */
export async function askOverHttp(ledger: Ledger, pattern: Pattern): Promise<Cells> {
  const cells: Cells = {};
  const cookie = await cookieOf(ledger.url, pattern);
  for (const way of pattern.asked) {
    const request = requests[way];
    if (!request) continue;
    if (way === "revalidated") {
      await fetch(`${ledger.url}/revalidate/${pattern.name}`, { method: "POST" });
    }
    cells[way] = await ledger.cell(pattern.name, async () => {
      const response = await fetch(ledger.url + pattern.path, {
        method: request.method,
        redirect: "manual",
        headers: { accept: "text/html", "user-agent": request.userAgent, ...cookie },
      });
      await response.text().catch(() => "cut off by a thrown error");
      return response.status;
    });
  }
  return cells;
}

async function cookieOf(url: string, { cookieFrom }: Pattern): Promise<{ cookie?: string }> {
  if (!cookieFrom) return {};
  const response = await fetch(url + cookieFrom);
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  return { cookie: cookies.join("; ") };
}
