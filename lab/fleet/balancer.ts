import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { close, listen } from "../../e2e/loopback.ts";
import { until } from "../until.ts";

/**
 * A load balancer on loopback: asks its servers by turns, over connections that it keeps. It never
 * tries again: what a server breaks off is a 502.
 */
export class Balancer {
  /** How many requests it has passed on. */
  passed = 0;
  private readonly servers: string[] = [];
  /** How many requests each server has that it has not answered to the end. */
  private readonly underWay = new Map<string, number>();
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

  /** Sends a server nothing more. Resolves when all it had was answered; throws after a minute. */
  async drain(url: string): Promise<void> {
    this.servers.splice(this.servers.indexOf(url), 1);
    const drained = await until(() => !this.underWay.get(url), 60_000);
    if (!drained) throw new Error(`${url} has not answered all that it had within a minute`);
  }

  async stop(): Promise<void> {
    await close(this.server);
    this.agent.destroy();
  }

  private async pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const server = this.servers[this.passed % this.servers.length] ?? "";
    this.passed += 1;
    this.count(server, 1);
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
    } finally {
      this.count(server, -1);
    }
  }

  private count(server: string, more: number): void {
    this.underWay.set(server, (this.underWay.get(server) ?? 0) + more);
  }
}
