import { setTimeout as delay } from "node:timers/promises";
import type { Behaviour, Exchange } from "../../e2e/posthog-sink.ts";

const answer = ({ response }: Exchange, status: number, headers: Record<string, string> = {}) => {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end("{}");
};

/** Accepts, and answers so many ms later, whoever still listens. */
export const slow =
  (ms: number): Behaviour =>
  async (exchange) => {
    const batch = await exchange.read();
    exchange.accept(batch);
    await delay(ms);
    answer(exchange, batch.status);
  };

/** Does something else with the first so many tries of each batch, and then accepts it. */
const first = (tries: number, fault: (exchange: Exchange) => void): Behaviour => {
  const seen = new Map<string, number>();
  return async (exchange) => {
    const batch = await exchange.read();
    const uuid = batch.events[0]?.uuid ?? "";
    const nth = (seen.get(uuid) ?? 0) + 1;
    seen.set(uuid, nth);
    if (nth <= tries) {
      fault(exchange);
      return;
    }
    exchange.accept(batch);
    answer(exchange, batch.status);
  };
};

export const unavailableTwice = (): Behaviour => first(2, (exchange) => answer(exchange, 503));

export const silentOnce = (): Behaviour => first(1, () => undefined);

/** Refuses for a second and asks to come back in one, accepts for a second, and so on. */
export function limiting(): Behaviour {
  const began = performance.now();
  return async (exchange) => {
    const batch = await exchange.read();
    if (Math.floor((performance.now() - began) / 1000) % 2 === 0) {
      answer(exchange, 429, { "retry-after": "1" });
      return;
    }
    exchange.accept(batch);
    answer(exchange, batch.status);
  };
}

/** Breaks the connection when the request's body begins to come. */
export const resetMidRequest: Behaviour = async ({ request }) => {
  request.once("data", () => request.socket.resetAndDestroy());
};

/** Accepts, and breaks the connection in the middle of its answer. */
export const resetMidAnswer: Behaviour = async ({ request, response, read, accept }) => {
  accept(await read());
  response.writeHead(200, { "content-type": "application/json", "content-length": "100" });
  response.write("{", () => request.socket.resetAndDestroy());
};

/** Accepts, and answers a byte a second from the first byte on. */
export const trickling: Behaviour = async ({ request: { socket }, read, accept }) => {
  accept(await read());
  for (const byte of "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}") {
    if (socket.destroyed) return;
    socket.write(byte);
    await delay(1_000, undefined, { ref: false });
  }
};
