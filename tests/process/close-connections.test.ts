import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, test, vi } from "vitest";
import { closeConnectionsOfStoppedServers } from "@/lib/process/close-connections";

const signalled = vi.hoisted(() => new AbortController());
vi.mock("@/lib/process/stopping", () => ({ stopping: () => signalled.signal }));

closeConnectionsOfStoppedServers();

/** A server whose responses are ended by the test, and a client that keeps its one connection. */
async function serve() {
  const pending: ServerResponse[] = [];
  const connections: Socket[] = [];
  const server = createServer((_request, response) => {
    response.write("begun ");
    pending.push(response);
  }).listen(0, "127.0.0.1");
  server.on("connection", (socket) => connections.push(socket));
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = async () => {
    const [response] = await once(get({ agent, port, host: "127.0.0.1" }), "response");
    return response as IncomingMessage;
  };
  return { server, pending, connections, ask };
}

test("while a server listens, its connections are kept", async () => {
  const { server, pending, connections, ask } = await serve();
  const first = await ask();
  pending[0]?.end("and ended");
  expect(await text(first)).toBe("begun and ended");
  await ask();
  expect(connections).toHaveLength(1);
  server.close();
  server.closeAllConnections();
});

test("a server that closes while the process runs on keeps the connections that are in use", async () => {
  const { server, pending, connections, ask } = await serve();
  const first = await ask();
  server.close();
  pending[0]?.end("and ended");
  expect(await text(first)).toBe("begun and ended");
  await ask();
  expect(connections).toHaveLength(1);
  server.closeAllConnections();
});

test("once the process is signalled to stop, a server ends the response under way, and then its connection", async () => {
  const { server, pending, ask } = await serve();
  const response = await ask();
  const closed = once(server, "close");
  signalled.abort();
  server.close();
  pending[0]?.end("and ended");
  expect(await text(response)).toBe("begun and ended");
  // Node would keep it for five seconds, or for as long as the client goes on asking.
  expect(await Promise.race([closed.then(() => "closed"), later(2_000)])).toBe("closed");
});

const later = (ms: number) =>
  new Promise<string>((resolve) => {
    setTimeout(resolve, ms, "still open").unref();
  });
