import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { close, listen } from "../loopback.ts";
import { type ReceivedSpan, sums, traces } from "./messages.ts";
import { decode, schemas } from "./protobuf.ts";

/**
 * Stands where a collector would, on loopback, and holds to the wire format of OTLP over HTTP, in both
 * encodings: https://opentelemetry.io/docs/specs/otlp/#otlphttp
 */
export class OtlpReceiver {
  readonly spans: ReceivedSpan[] = [];
  /** Why requests were refused: none should be. */
  readonly refused: string[] = [];
  /** What it does with a request; a status other than 200 takes nothing. */
  behaviour: "accept" | "hang" | number = "accept";
  /** Requests that arrived, whatever became of them. */
  requests = 0;
  private gate = Promise.resolve();
  /** The last value of each counter, by instance, name and attributes: they only grow. */
  private readonly sums = new Map<string, number>();
  private readonly server = createServer((request, response) => void this.take(request, response));

  start(): Promise<string> {
    return listen(this.server);
  }

  stop(): Promise<void> {
    return close(this.server);
  }

  /** Lets every request wait until the returned function is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gate = promise;
    return resolve;
  }

  /** Closes connections that are kept for a next request. */
  dropConnections(): void {
    this.server.closeIdleConnections();
  }

  /** The spans of a request's tasks. */
  tasksOf(requestId: string): ReceivedSpan[] {
    return this.spans.filter(
      ({ name, attributes: own }) =>
        name.startsWith("after ") && own["after.request_id"] === requestId,
    );
  }

  /** How many tasks of this name ended so, by the counters of all instances. */
  counted(task: string, state: string): number {
    const wanted = JSON.stringify(["after.tasks", { "after.task": task, "after.state": state }]);
    const own = [...this.sums].filter(([key]) => key.endsWith(wanted));
    return own.reduce((total, [, value]) => total + value, 0);
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    this.requests += 1;
    await this.gate;
    if (this.behaviour === "hang") return;
    const type = request.headers["content-type"] ?? "";
    try {
      if (this.behaviour === "accept") this.read(request, type, body);
    } catch (error) {
      this.refused.push(String(error));
      response.writeHead(400).end();
      return;
    }
    response.writeHead(this.behaviour === "accept" ? 200 : this.behaviour, {
      "content-type": type,
    });
    // An empty message: all was taken.
    response.end(type === "application/json" ? "{}" : "");
  }

  private read({ method, url = "", headers }: IncomingMessage, type: string, body: Buffer): void {
    const schema = schemas[url];
    if (method !== "POST" || !schema) throw new Error(`${method} ${url} is no endpoint of OTLP`);
    const bytes = headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
    const isJson = type === "application/json";
    if (!isJson && type !== "application/x-protobuf") throw new Error(`${type} is no encoding`);
    const message: unknown = isJson ? JSON.parse(bytes.toString("utf8")) : decode(bytes, schema);
    if (url === "/v1/traces") {
      const { resourceSpans } = traces.parse(message);
      this.spans.push(
        ...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
      );
      return;
    }
    for (const { resource: from, scopeMetrics } of sums.parse(message).resourceMetrics) {
      for (const { name, sum } of scopeMetrics.flatMap(({ metrics }) => metrics)) {
        for (const point of sum?.dataPoints ?? []) {
          const instance = String(from.attributes["service.instance.id"]);
          this.sums.set(instance + JSON.stringify([name, point.attributes]), point.asInt);
        }
      }
    }
  }
}
