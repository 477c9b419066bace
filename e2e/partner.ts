import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { close, listen } from "./loopback.ts";

/**
 * Stands where the partner would who is told of orders, on loopback: verifies the signature as
 * https://www.standardwebhooks.com has it, and keeps one message of each id.
 */
export class Partner {
  readonly secret = `whsec_${Buffer.from("a-secret-of-the-suite-with-32-byt").toString("base64")}`;
  private readonly taken = new Map<string, object>();
  private readonly requests = new Map<string, number>();
  /** Answered instead of 204, until it is set back. */
  failWith: number | undefined;
  private readonly server = createServer((request, response) => {
    void text(request).then((body) => {
      const id = String(request.headers["webhook-id"]);
      try {
        const message = new Webhook(this.secret).verify(
          body,
          request.headers as Record<string, string>,
        );
        this.requests.set(id, (this.requests.get(id) ?? 0) + 1);
        if (!this.failWith) this.taken.set(id, message as object);
        response.writeHead(this.failWith ?? 204).end();
      } catch {
        response.writeHead(401).end();
      }
    });
  });

  /** What was taken of an order: each message once, and how often it came. */
  messagesOf(orderId: string) {
    return [...this.taken]
      .filter(([, message]) => JSON.stringify(message).includes(orderId))
      .map(([id, message]) => ({ id, requests: this.requests.get(id), ...message }));
  }

  start(): Promise<string> {
    return listen(this.server);
  }

  stop(): Promise<void> {
    return close(this.server);
  }
}
