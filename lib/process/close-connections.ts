import { subscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";
import type { Socket } from "node:net";

/**
 * Lets a server that was told to stop (SIGTERM, SIGINT) close each connection after the response
 * that is under way on it. Node's `server.close()` closes those that are idle at that moment and
 * goes on to serve the others: a proxy that keeps its connections busy would keep Next from ever
 * coming to wait for its last tasks, until somebody's patience ends with SIGKILL and they are lost.
 */
export function closeConnectionsOfStoppedServers(): void {
  subscribe("http.server.response.finish", (message) => {
    const { server, socket } = message as { server: Server; socket: Socket };
    if (!server.listening) socket.destroySoon();
  });
}
