import type { IncomingMessage, ServerResponse } from "node:http";
import type { IncomingRequest } from "./routing.ts";

/** Headers between the platform and its functions, that no client sees. */
const internal = new Set([
  "connection",
  "date",
  "keep-alive",
  "transfer-encoding",
  "x-next-cache-tags",
]);

/** What a client asks for; null where that is no address of this site: another site's, or `*`. */
export function incomingOf(request: IncomingMessage): IncomingRequest | null {
  const { url: asked = "", method = "GET", socket } = request;
  const headers = headersOf(request);
  const url = asked.startsWith("/") ? URL.parse(`http://${headers.get("host")}${asked}`) : null;
  // The platform overwrites what a client says of its address; here a test may say who it is.
  const address = headers.get("x-real-ip") ?? socket.remoteAddress ?? "";
  headers.set("x-real-ip", address);
  headers.set("x-forwarded-for", address);
  return url && { url, method, headers };
}

export function headersOf({ headers }: IncomingMessage): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const each of [value].flat()) if (each !== undefined) result.append(name, each);
  }
  return result;
}

/** Adds headers to a response, each instead of one that it has; but a cookie replaces no other. */
export function copyHeaders(headers: Headers, response: ServerResponse): void {
  for (const [name, value] of headers) {
    if (name === "set-cookie") response.appendHeader(name, value);
    else if (!internal.has(name)) response.setHeader(name, value);
  }
}

/** Sets each header of `source` in `target`, with all of its cookies and none of those before. */
export function assignHeaders(target: Headers, source: Headers | undefined): void {
  if (source?.has("set-cookie")) target.delete("set-cookie");
  for (const [name, value] of source ?? []) {
    if (name === "set-cookie") target.append(name, value);
    else target.set(name, value);
  }
}

/** Answers with a word of the platform's own; where an answer has begun already, ends that. */
export function refuse(response: ServerResponse, status: number, word: string): void {
  if (!response.headersSent) response.writeHead(status, { "content-type": "text/plain" });
  response.end(word);
}
