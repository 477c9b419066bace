import type { Browser, BrowserContext, Page, Request } from "@playwright/test";
import type { Ask } from "./asks.ts";
import { settle } from "./settle.ts";
import { chrome } from "./visitors.ts";
import type { Visit } from "./visit.ts";
import type { Way } from "./ways.ts";

const ACT_MS = 8_000;

/** A visitor's tab, in a browser of their own. */
export class Tab {
  readonly page: Page;
  private readonly visit: Visit;
  private readonly visitor: number;
  private readonly context: BrowserContext;
  private readonly open = new Set<Request>();

  private constructor(visit: Visit, visitor: number, context: BrowserContext, page: Page) {
    this.visit = visit;
    this.visitor = visitor;
    this.context = context;
    this.page = page;
    page.setDefaultTimeout(ACT_MS);
    page.on("request", (request) => this.open.add(request));
    // Next 15.5 leaves answers open that Playwright never calls finished.
    page.on("response", (response) => this.open.delete(response.request()));
    page.on("requestfailed", (request) => this.open.delete(request));
  }

  static async open(browser: Browser, visit: Visit): Promise<Tab> {
    const visitor = visit.asks.newVisitor();
    const { storageState } = visit.session;
    const context = await browser.newContext({ userAgent: chrome(visitor), storageState });
    return new Tab(visit, visitor, context, await context.newPage());
  }

  /** Does something as a way of asking for a path, and waits until all that comes of it is over. */
  async step(way: Way, path: string, act: (ask: Ask) => Promise<unknown>): Promise<void> {
    const { asks } = this.visit;
    const ask = asks.begin(way, path, this.visitor);
    try {
      await act(ask);
    } catch (error) {
      ask.failed = true;
      throw error;
    } finally {
      await this.settle();
      asks.end(ask);
    }
  }

  async settle(): Promise<void> {
    await settle(this.visit.log, this.visitor, () => this.isAsking());
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  private async isAsking(): Promise<boolean> {
    await this.idle().catch(() => undefined);
    return [...this.open].some((request) => request.url().startsWith(this.visit.origin));
  }

  /** Resolves when the page has drawn twice and has nothing to do; survives a navigation. */
  private async idle(): Promise<void> {
    await this.page.waitForFunction(
      () =>
        new Promise((resolve) => {
          const whenIdle = () => requestIdleCallback(() => resolve(true), { timeout: 500 });
          requestAnimationFrame(() => requestAnimationFrame(whenIdle));
        }),
    );
  }
}
