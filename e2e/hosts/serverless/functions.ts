import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import type { FunctionOutput } from "./manifest.ts";
import {
  type FreshPrerender,
  type FromInstance,
  type Invocation,
  INVOCATION_HEADER,
  type Revalidation,
} from "./messages.ts";
import { Pool, type PoolOptions } from "./pool.ts";

export interface FunctionOptions extends Omit<PoolOptions, "name" | "onMessage"> {
  /** Instances get no waitUntil. */
  noWaitUntil: boolean;
  /** Seconds; instead of what the build says. */
  maxDuration: number | undefined;
  /** A line that an instance wrote, and the platform's id of the request that it belongs to. */
  onLog: (line: string, id: string) => void;
}

export interface Call {
  id: string;
  path: string;
  method: string;
  headers: Headers;
  body?: Buffer | string;
}

/** The functions of a build: their instances, and what the platform does for these. */
export class Functions {
  private readonly functions: Pool;
  private readonly proxies: Pool;
  private readonly prerendered = new Map<string, (fresh: FreshPrerender) => void>();

  private readonly options: FunctionOptions;
  private readonly onRevalidated: (revalidation: Revalidation) => void;

  constructor(options: FunctionOptions, onRevalidated: (revalidation: Revalidation) => void) {
    this.options = options;
    this.onRevalidated = onRevalidated;
    const shared = {
      ...options,
      env: {
        NODE_ENV: "production",
        VERCEL: "1",
        VERCEL_ENV: "preview",
        ...options.env,
        ...(options.noWaitUntil && { NO_WAIT_UNTIL: "1" }),
      },
      onMessage: (message: FromInstance) => this.onMessage(message),
    };
    this.functions = new Pool({ ...shared, name: "function" });
    this.proxies = new Pool({ ...shared, name: "proxy", maxInstances: 1, concurrency: 1_000 });
  }

  /**
   * Runs one request in an instance; resolves when its answer begins. Rejects when the instance
   * was killed before.
   */
  async invoke(
    { filePath, maxDuration }: FunctionOutput,
    kind: Invocation["kind"],
    { id, path, method, headers, body }: Call,
  ): Promise<IncomingMessage> {
    const pool = kind === "proxy" ? this.proxies : this.functions;
    const seconds = this.options.maxDuration ?? maxDuration;
    const { socketPath, deadline, revalidations } = await pool.lease(id, seconds * 1000);
    const invocation: Invocation = { id, filePath, kind, deadline, revalidations };
    const sent = new Headers(headers);
    // A frozen process could not answer on a connection that was kept alive.
    sent.set("connection", "close");
    sent.set(INVOCATION_HEADER, JSON.stringify(invocation));
    // The platform has the whole body: it says how long it is, and passes no trailer on.
    for (const name of ["content-length", "transfer-encoding", "trailer"]) sent.delete(name);
    if (body?.length) sent.set("content-length", String(Buffer.byteLength(body)));

    const call = request({ socketPath, path, method, headers: Object.fromEntries(sent) });
    // An instance may answer, and close, before it has read the whole of a large body.
    call.on("error", () => undefined);
    call.end(body);
    const [answer] = (await once(call, "response")) as [IncomingMessage];
    return answer;
  }

  /** Has a page prerendered anew. */
  async prerender(output: FunctionOutput, call: Call): Promise<FreshPrerender | undefined> {
    let fresh: FreshPrerender | undefined;
    this.prerendered.set(call.id, (prerender) => {
      fresh = prerender;
    });
    const answer = await this.invoke(output, "revalidate", call);
    await once(answer.resume(), "end");
    this.prerendered.delete(call.id);
    return fresh;
  }

  /** The processes of the function instances. */
  pids(): number[] {
    return this.functions.pids();
  }

  async stop(): Promise<void> {
    await Promise.all([this.functions.stop(), this.proxies.stop()]);
  }

  private onMessage(message: FromInstance): void {
    if (message.type === "log") {
      for (const line of message.text.split("\n")) {
        if (line) this.options.onLog(line, message.id);
      }
    } else if (message.type === "revalidated") {
      this.functions.revalidated(message.revalidation);
      this.onRevalidated(message.revalidation);
    } else if (message.type === "prerendered") {
      this.prerendered.get(message.id)?.(message.prerender);
    }
  }
}
