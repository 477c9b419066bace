/** Runs once, when the server starts. */
export async function register(): Promise<void> {
  // Next compiles this for the edge, too, where there are no servers.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  // Before all that makes spans. Where nobody asked for them no SDK is loaded.
  const { env } = await import("./lib/env");
  if (env().otlp.endpoint) (await import("./lib/process/telemetry")).startTelemetry();
  const { closeConnectionsOfStoppedServers } = await import("./lib/process/close-connections");
  closeConnectionsOfStoppedServers();
  const { startSweeper } = await import("./lib/outbox/sweeper");
  startSweeper();
  const { followOtherServers } = await import("./lib/fleet/shared-tags");
  followOtherServers();
}
