/** Checks the environment when the server starts: a typo must not wait for the first visitor. */
export async function register(): Promise<void> {
  const { env } = await import("./lib/env");
  env();
  const { closeConnectionsOfStoppedServers } = await import("./lib/process/close-connections");
  closeConnectionsOfStoppedServers();
}
