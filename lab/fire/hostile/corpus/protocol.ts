import type { Message } from "../message.ts";
import { event } from "./bodies.ts";
import { forgedId, forgedLine } from "./headers.ts";

const body = JSON.stringify(event);
const { length } = body;
const track = "POST /api/track HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n";
const json = "content-type: application/json\r\n";
const smuggled = `GET /products/ember HTTP/1.1\r\nhost: {host}\r\nx-request-id: ${forgedId}\r\n\r\n`;

/** What is no HTTP, or two kinds of it at once; by name, the head as it is written. */
const heads: Record<string, string> = {
  "no HTTP": "hello\r\n\r\n",
  "HTTP/0.9": "GET /\r\n\r\n",
  "HTTP/2": "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "HTTP/9.9": "GET / HTTP/9.9\r\nhost: {host}\r\n\r\n",
  TLS: "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
  "no host": "GET / HTTP/1.1\r\n\r\n",
  "two hosts": "GET / HTTP/1.1\r\nhost: {host}\r\nhost: evil.example\r\n\r\n",
  "another host": "GET /products/ember HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n",
  "an empty host": "GET /products/ember HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n",
  "a host of letters that none has":
    "GET / HTTP/1.1\r\nhost: a b\xff[\r\nconnection: close\r\n\r\n",
  "a host with a path": "GET / HTTP/1.1\r\nhost: {host}/../x?y#z\r\nconnection: close\r\n\r\n",
  "a folded header": "GET / HTTP/1.1\r\nhost: {host}\r\nx-a: b\r\n [after] done\r\n\r\n",
  "a space before the colon": "GET / HTTP/1.1\r\nhost: {host}\r\nx-a : b\r\n\r\n",
  "a NUL in a header": "GET / HTTP/1.1\r\nhost: {host}\r\nx-a: \x00\r\n\r\n",
  "a bare CR in a header": `GET / HTTP/1.1\r\nhost: {host}\r\nx-a: b\r${forgedLine}\r\n\r\n`,
  "bare line feeds": `GET / HTTP/1.1\nhost: {host}\nx-a: b\n${forgedLine}\n\n`,
  "a line of the log as the method": `${forgedLine} / HTTP/1.1\r\nhost: {host}\r\n\r\n`,
  "an unknown method": "BREW / HTTP/1.1\r\nhost: {host}\r\n\r\n",
  "a header of 20 KB": `GET / HTTP/1.1\r\nhost: {host}\r\nx-a: ${"a".repeat(20_000)}\r\n\r\n`,
  "3,000 headers": `GET / HTTP/1.1\r\nhost: {host}\r\n${"a: b\r\n".repeat(3_000)}\r\n`,
  "an address of 20 KB": `GET /${"a".repeat(20_000)} HTTP/1.1\r\nhost: {host}\r\n\r\n`,
  "a cookie bomb": `GET / HTTP/1.1\r\nhost: {host}\r\ncookie: ${"a=b; ".repeat(5_000)}\r\n\r\n`,
  "two lengths": `${track}${json}content-length: ${length}\r\ncontent-length: 3\r\n\r\n`,
  "a negative length": `${track}${json}content-length: -1\r\n\r\n`,
  "a length in words": `${track}${json}content-length: ten\r\n\r\n`,
  "a huge length": `${track}${json}content-length: 99999999999999999999\r\n\r\n`,
  "a length and chunks": `${track}${json}content-length: ${length}\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  "chunks twice": `${track}${json}transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n0\r\n\r\n${smuggled}`,
  "an unknown transfer encoding": `${track}${json}transfer-encoding: gzip\r\n\r\n`,
  "chunked not last": `${track}${json}transfer-encoding: chunked, gzip\r\n\r\n0\r\n\r\n`,
  "a chunk of no length": `${track}${json}transfer-encoding: chunked\r\n\r\nzz\r\n`,
  "a chunk of a huge length": `${track}${json}transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n`,
  "an unknown expectation": `${track}${json}expect: tea\r\ncontent-length: ${length}\r\n\r\n`,
};

const settled: Record<string, Partial<Message>> = {
  "a trailer with a forged id": {
    head: `${track}${json}transfer-encoding: chunked\r\ntrailer: x-request-id\r\n\r\n${length.toString(16)}\r\n`,
    body: `${body}\r\n0\r\nx-request-id: ${forgedId}\r\n\r\n`,
    fate: "counted",
  },
  "a chunk extension": {
    head: `${track}${json}transfer-encoding: chunked\r\n\r\n${length.toString(16)};x="${"y".repeat(500)}"\r\n`,
    body: `${body}\r\n0\r\n\r\n`,
    fate: "counted",
  },
  "100-continue": {
    head: `${track}${json}expect: 100-continue\r\ncontent-length: ${length}\r\n\r\n`,
    body,
    fate: "counted",
  },
  "HTTP/1.0": {
    head: `POST /api/track HTTP/1.0\r\n${json}content-length: ${length}\r\n\r\n`,
    body,
    fate: "counted",
  },
  "an upgrade": {
    head: "GET /products/ember HTTP/1.1\r\nhost: {host}\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: x\r\nsec-websocket-version: 13\r\n\r\n",
  },
  "an upgrade to HTTP/2": {
    head: "GET / HTTP/1.1\r\nhost: {host}\r\nconnection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: x\r\n\r\n",
  },
};

const methods = ["OPTIONS", "TRACE", "PROPFIND", "CONNECT", "DELETE", "PUT", "PATCH", "LINK"];

export const protocol: Message[] = [
  ...Object.entries(heads).map(([name, head]): Message => ({ name, target: "", head })),
  ...Object.entries(settled).map(([name, rest]): Message => ({ name, target: "", ...rest })),
  ...methods.flatMap((method) =>
    ["/", "/products/ember", "/api/track", "/api/receipts/x", "/_next/static/x.js"].map(
      (target): Message => ({ name: method, method, target }),
    ),
  ),
];
