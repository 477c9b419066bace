import type { BrowserContext, Page } from "@playwright/test";
import { drawn } from "../../../e2e/drawn.ts";

/** A page of a real browser that knows whether it waits for the host. */
export class Tab {
  readonly page: Page;
  /** Requests made so far. */
  asked = 0;
  private readonly open = new Set<unknown>();

  private constructor(page: Page) {
    this.page = page;
    page.on("request", (request) => {
      this.asked += 1;
      this.open.add(request);
    });
    page.on("requestfinished", (request) => this.open.delete(request));
    page.on("requestfailed", (request) => this.open.delete(request));
  }

  static async open(context: BrowserContext): Promise<Tab> {
    return new Tab(await context.newPage());
  }

  get isAsking(): boolean {
    return this.open.size > 0;
  }

  /** Resolves when the page has drawn twice and has nothing to do. */
  async idle(): Promise<void> {
    await drawn(this.page);
  }
}
