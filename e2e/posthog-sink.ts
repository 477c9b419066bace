import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { close, listen } from "./loopback.ts";
import { type Batch, isDropped, read, type SinkEvent } from "./posthog-ingestion.ts";

/** One request to the sink, for a fault that does more than answer it. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  /** Reads it; tells what ingestion makes of it. */
  read: () => Promise<Batch>;
  /** Takes its events. */
  accept: (batch: Batch) => void;
}

export type Behaviour =
  | "accept"
  | "hang"
  | "reset"
  | "take and reset"
  | { status: number }
  | ((exchange: Exchange) => Promise<void>);

/**
 * Stands where PostHog's /batch/ endpoint would, on loopback, and enforces its documented rules:
 * gzip JSON, at most 20 MB, a project key, every event of a batch valid or none is taken, and what
 * cookieless mode asks of one.
 */
export class PostHogSink {
  /** The events that were accepted, retries included, in order. */
  readonly events: SinkEvent[] = [];
  /** Requests that arrived, whatever became of them. */
  requests = 0;
  /** The events of all of these, refused ones too. */
  readonly attempts: SinkEvent[] = [];
  private behaviour: Behaviour = "accept";
  private gate = Promise.resolve();
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : undefined);
    });
  });

  /** Listens on a free port, or after a {@link stop} on the one that it had. */
  start(port = 0): Promise<string> {
    return listen(this.server, port);
  }

  stop(): Promise<void> {
    return close(this.server);
  }

  /** From now on: accept, never answer, reset the connection, answer with a status, or as told. */
  behave(behaviour: Behaviour): void {
    this.behaviour = behaviour;
  }

  /** Lets every request wait until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gate = promise;
    return resolve;
  }

  eventsOf(requestId: string): SinkEvent[] {
    return this.events.filter(({ properties }) => properties.request_id === requestId);
  }

  /** The uuids under which an event of this request was sent, one a try. */
  attemptsOf(requestId: string): string[] {
    const ours = this.attempts.filter(({ properties }) => properties.request_id === requestId);
    return ours.map(({ uuid }) => uuid);
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.requests += 1;
    const { behaviour } = this;
    const arrived = async () => {
      const body = await buffer(request);
      await this.gate;
      const batch = read(request, body);
      this.attempts.push(...batch.events);
      return batch;
    };
    const accept = ({ events }: Batch) =>
      void this.events.push(...events.filter((event) => !isDropped(event)));
    if (typeof behaviour === "function") {
      await behaviour({ request, response, read: arrived, accept });
      return;
    }
    const batch = await arrived();
    if (behaviour === "hang") return;
    if (behaviour === "accept" || behaviour === "take and reset") accept(batch);
    if (behaviour === "reset" || behaviour === "take and reset") {
      request.socket.resetAndDestroy();
      return;
    }
    const { status, reason } = behaviour === "accept" ? batch : { ...behaviour, reason: "as told" };
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(status === 200 ? { status: "Ok" } : { type: reason }));
  }
}
