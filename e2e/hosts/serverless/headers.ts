import type { IncomingMessage, ServerResponse } from "node:http";

/** Headers between the platform and its functions, that no client sees. */
const internal = new Set([
  "connection",
  "date",
  "keep-alive",
  "transfer-encoding",
  "x-next-cache-tags",
]);

/** The platform overwrites what a client says of its address; here a test may say who it is. */
export function withClient(headers: Headers, { socket }: IncomingMessage): Headers {
  const address = headers.get("x-real-ip") ?? socket.remoteAddress ?? "";
  headers.set("x-real-ip", address);
  headers.set("x-forwarded-for", address);
  return headers;
}

export function headersOf({ headers }: IncomingMessage): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    for (const each of [value].flat()) if (each !== undefined) result.append(name, each);
  }
  return result;
}

/** proxy.ts saw the request without its body: its length comes from the request itself. */
export function withBodyHeaders(headers: Headers, original: Headers): Headers {
  const result = new Headers(headers);
  for (const name of ["content-length", "transfer-encoding"]) {
    const value = original.get(name);
    if (value === null) result.delete(name);
    else result.set(name, value);
  }
  return result;
}

export function copyHeaders(headers: Headers, response: ServerResponse): void {
  for (const name of new Set(headers.keys())) {
    const cookies = name === "set-cookie" && headers.getSetCookie();
    if (!internal.has(name)) response.setHeader(name, cookies || (headers.get(name) ?? ""));
  }
}
