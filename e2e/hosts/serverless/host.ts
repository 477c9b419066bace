import { CollectedLines } from "../../logs/collected-lines.ts";
import type { Host } from "../host.ts";
import type { HostEvent } from "./messages.ts";
import { type ServerOptions, startServerless } from "./server.ts";

export type ServerlessOptions = Partial<
  Pick<
    ServerOptions,
    | "noWaitUntil"
    | "maxDuration"
    | "maxInstances"
    | "concurrency"
    | "idleMs"
    | "bypassSecret"
    | "distDir"
  >
>;

/** What happened on the host, in order: what instances wrote, and what became of them. */
export type Happening = { line: string } | { event: HostEvent };

export type ServerlessHost = Host & {
  happenings: readonly Happening[];
  /** The function instances' processes. */
  pids: () => number[];
};

/** Serves a build for the serverless host on a free port of 127.0.0.1. */
export async function startServerlessHost(
  cwd: string,
  env: Record<string, string>,
  options: ServerlessOptions = {},
): Promise<ServerlessHost> {
  const logs = new CollectedLines();
  const output: string[] = [];
  const happenings: Happening[] = [];
  const server = await startServerless({
    noWaitUntil: false,
    maxDuration: undefined,
    maxInstances: 4,
    concurrency: 10,
    idleMs: 60_000,
    ...options,
    cwd,
    env,
    port: 0,
    onEvent: (event) => happenings.push({ event }),
    onLog(line) {
      output.push(line);
      logs.add(line);
      happenings.push({ line });
    },
  });
  return {
    url: server.url,
    logs,
    output,
    happenings,
    pids: () => server.pids(),
    stop: () => server.stop(),
  };
}

/** What happened to the host's instances, of one type, in order. */
export const eventsOf = <T extends HostEvent["type"]>(
  { happenings }: Pick<ServerlessHost, "happenings">,
  type: T,
): (HostEvent & { type: T })[] =>
  happenings
    .flatMap((happening) => ("event" in happening ? happening.event : []))
    .filter((event): event is HostEvent & { type: T } => event.type === type);
