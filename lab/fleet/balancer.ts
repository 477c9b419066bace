import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { close, listen } from "../../e2e/loopback.ts";

/**
 * A load balancer on loopback: asks its servers by turns, over connections that it keeps. It never
 * tries again: what a server breaks off is a 502.
 */
export class Balancer {
  /** How many requests it has passed on. */
  passed = 0;
  private readonly servers: string[] = [];
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server = createServer(
    (incoming, outgoing) => void this.pass(incoming, outgoing),
  );

  start(): Promise<string> {
    return listen(this.server);
  }

  add(url: string): void {
    this.servers.push(url);
  }

  /** Sends a server nothing more; what is under way goes on. */
  takeOut(url: string): void {
    this.servers.splice(this.servers.indexOf(url), 1);
  }

  async stop(): Promise<void> {
    await close(this.server);
    this.agent.destroy();
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const server = this.servers[this.passed % this.servers.length];
    this.passed += 1;
    const { method, headers, url, socket } = incoming;
    const call = request(`${server}${url}`, {
      method,
      agent: this.agent,
      headers: {
        ...headers,
        "x-forwarded-for": socket.remoteAddress,
        "x-forwarded-host": headers.host,
        "x-forwarded-proto": "http",
      },
    });
    try {
      const answered = new Promise<IncomingMessage>((resolve, reject) => {
        call.once("response", resolve).once("error", reject);
      });
      await Promise.all([pipeline(incoming, call), answered]);
      const answer = await answered;
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      await pipeline(answer, outgoing);
    } catch {
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(502).end();
    }
  }
}
