import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { close, listen } from "./loopback.ts";

/** A status, a connection cut off instead of an answer, or no answer at all. */
export type Answer = number | "reset" | "hang";

/**
 * Stands where the partner would who gets the webhooks, on loopback: verifies the signature as
 * https://www.standardwebhooks.com has it, and keeps one message of each id.
 */
export class Partner {
  readonly secret = `whsec_${Buffer.from("a-secret-of-the-suite-with-32-byt").toString("base64")}`;
  readonly taken = new Map<string, object>();
  /** How often each id came with a right signature, whatever the answer. */
  readonly requests = new Map<string, number>();
  /** How often each id was taken: more than once is a delivery that was repeated. */
  readonly times = new Map<string, number>();
  /** What it answers to whom it believes. */
  answer: () => Answer | Promise<Answer> = () => 204;
  private readonly server = createServer((request, response) => void this.take(request, response));

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const id = String(request.headers["webhook-id"]);
    let message: unknown;
    try {
      message = new Webhook(this.secret).verify(body, request.headers as Record<string, string>);
    } catch {
      response.writeHead(401).end();
      return;
    }
    this.requests.set(id, (this.requests.get(id) ?? 0) + 1);
    const answer = await this.answer();
    if (answer === "hang") return;
    if (answer === "reset") {
      request.socket.resetAndDestroy();
      return;
    }
    if (answer < 300) {
      this.taken.set(id, message as object);
      this.times.set(id, (this.times.get(id) ?? 0) + 1);
    }
    response.writeHead(answer).end();
  }

  /** What was taken that holds `part`, such as an id: each message once, and how often it came. */
  messagesAbout(part: string) {
    return [...this.taken]
      .filter(([, message]) => JSON.stringify(message).includes(part))
      .map(([id, message]) => ({ id, requests: this.requests.get(id), ...message }));
  }

  start(): Promise<string> {
    return listen(this.server);
  }

  stop(): Promise<void> {
    return close(this.server);
  }
}
