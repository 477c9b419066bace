import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Cookie } from "@playwright/test";
import { findBrowser } from "./browser.ts";

type Params = Record<string, unknown>;
interface Message {
  id?: number;
  sessionId?: string;
  method?: string;
  params?: Params;
  result?: Params;
  error?: { message: string };
}
type Headers = Record<string, string>;

/** A response to any request of the tab's pages, the ones it loads ahead among them. */
export interface TabResponse {
  url: URL;
  status: number;
  requestId: string;
}

/**
 * A Chromium with one tab, spoken to over the DevTools protocol
 * (https://chromedevtools.github.io/devtools-protocol/). Chromium prerenders nothing for a client
 * that is attached to the page alone, as Playwright is: this one is attached to the tab.
 */
export class PreloadingBrowser {
  readonly responses: TabResponse[] = [];
  /** How far the browser is with what it loads ahead: "Running", "Ready", "Failure", … */
  readonly preloads: string[] = [];
  private readonly answers = new Map<number, (message: Message) => void>();
  /** The sessions of the tab's pages; the first is the one that is shown. */
  private readonly pages: string[] = [];
  private readonly socket: WebSocket;
  private readonly end: () => Promise<void>;
  private sent = 0;

  private constructor(socket: WebSocket, end: () => Promise<void>) {
    this.socket = socket;
    this.end = end;
    socket.addEventListener("message", ({ data }) =>
      this.hear(JSON.parse(String(data)) as Message),
    );
  }

  static async launch(userAgent: string, cookies: Cookie[]): Promise<PreloadingBrowser> {
    const profile = await mkdtemp(join(tmpdir(), "preloading-browser-"));
    const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
    const settings = [`--user-data-dir=${profile}`, `--user-agent=${userAgent}`, ...sandbox];
    const args = ["--headless", "--remote-debugging-port=0", ...settings, "about:blank"];
    const browser = spawn(findBrowser() ?? "chromium", args, {
      stdio: ["ignore", "ignore", "pipe"],
    });
    const kill = () => browser.kill();
    process.once("exit", kill);
    const end = async () => {
      process.off("exit", kill);
      const ended = once(browser, "exit");
      kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    };
    for await (const line of createInterface(browser.stderr)) {
      const url = /^DevTools listening on (ws:.*)/.exec(line)?.[1];
      if (!url) continue;
      const socket = new WebSocket(url);
      await once(socket, "open");
      browser.stderr.resume();
      const self = new PreloadingBrowser(socket, end);
      await self.openTab(cookies);
      return self;
    }
    throw new Error("Chromium ended before it said where to reach it");
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.end();
  }

  /** Leads the page that is shown to another, as a visitor's click would. Waits for nothing. */
  async goto(url: string): Promise<void> {
    await this.evaluate(`location.href = ${JSON.stringify(url)}`);
  }

  /** Evaluates an expression in the page that is shown. */
  async evaluate<T>(expression: string): Promise<T> {
    const sessionId = this.pages[0];
    const { result } = await this.send("Runtime.evaluate", { expression }, sessionId);
    return (result as { value: T }).value;
  }

  private async openTab(cookies: Cookie[]): Promise<void> {
    await this.send("Storage.setCookies", { cookies });
    const { targetId } = await this.send("Target.createTarget", {
      url: "about:blank",
      forTab: true,
    });
    const tab = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const attach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };
    await this.send("Target.setAutoAttach", attach, String(tab.sessionId));
  }

  private send(method: string, params: Params, sessionId?: string): Promise<Params> {
    const id = (this.sent += 1);
    const { promise, resolve, reject } = Promise.withResolvers<Params>();
    this.answers.set(id, ({ result, error }) => {
      if (error) reject(new Error(`${method}: ${error.message}`));
      else resolve(result ?? {});
    });
    this.socket.send(JSON.stringify({ id, method, params, sessionId }));
    return promise;
  }

  private hear({ id, method, params = {}, ...rest }: Message): void {
    if (id) this.answers.get(id)?.({ ...rest });
    if (method === "Target.attachedToTarget") {
      const { type } = params.targetInfo as { type: string };
      if (type === "page") void this.watch(String(params.sessionId));
    }
    if (method === "Target.detachedFromTarget") {
      this.pages.splice(this.pages.indexOf(String(params.sessionId)), 1);
    }
    if (/^Preload\.pre(fetch|render)StatusUpdated$/.test(method ?? "")) {
      this.preloads.push(String(params.status));
    }
    if (method !== "Network.responseReceived") return;
    const { url, status, headers } = params.response as {
      url: string;
      status: number;
      headers: Headers;
    };
    const requestId = headers["x-request-id"];
    if (requestId) this.responses.push({ url: new URL(url), status, requestId });
  }

  private async watch(sessionId: string): Promise<void> {
    this.pages.push(sessionId);
    const start = ["Network.enable", "Preload.enable", "Runtime.runIfWaitingForDebugger"];
    await Promise.all(start.map((method) => this.send(method, {}, sessionId)));
  }
}
