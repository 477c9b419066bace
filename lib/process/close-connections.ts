import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { stopping } from "./stopping.ts";

/**
 * Once the process is told to stop (SIGTERM, SIGINT), lets a server that has closed end each
 * connection after the response that is under way on it. Node's `server.close()` closes those that
 * are idle at that moment and goes on to serve the others: a proxy that keeps its connections busy
 * would keep Next from ever coming to wait for its last tasks, until somebody's patience ends with
 * SIGKILL and they are lost. A server that closes while the process runs on keeps its connections.
 */
export function closeConnectionsOfStoppedServers(): void {
  const stop = stopping();
  subscribe("http.server.response.finish", (message) => {
    const { server, socket } = message as { server: Server; socket: Socket };
    if (stop.aborted && !server.listening) socket.destroySoon();
  });
}
