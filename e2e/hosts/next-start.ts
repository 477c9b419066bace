import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { CollectedLines } from "../logs/collected-lines.ts";
import type { Host } from "./host.ts";

const START_MS = 30_000;
const STOP_MS = 15_000;
const next = createRequire(import.meta.url).resolve("next/dist/bin/next");

export type NextHost = Host & {
  /** The server itself, for those who want to see how it ends. */
  child: ChildProcess;
};

/** Serves the project in `cwd` with `next start`, or `next dev`, on a free port of 127.0.0.1. */
export function startNext(
  env: Record<string, string>,
  cwd?: string,
  command: "start" | "dev" = "start",
): Promise<NextHost> {
  const NODE_ENV = command === "start" ? "production" : "development";
  return serve([next, command, "--hostname=127.0.0.1", "--port=0"], { NODE_ENV, ...env }, cwd);
}

/** Runs one of Next's servers, and waits until it says that it is ready. Its lines go into `all`, too. */
export async function serve(
  args: string[],
  env: Record<string, string>,
  cwd?: string,
  all: string[] = [],
): Promise<NextHost> {
  const child = spawn(process.execPath, args, {
    ...(cwd && { cwd }),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  const exited = once(child, "exit");
  const logs = new CollectedLines();
  const output: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on("line", (line) => {
      output.push(line);
      all.push(line);
      logs.add(line);
    });
  }

  async function stop() {
    child.kill("SIGTERM");
    const late = delay(STOP_MS, "late", { ref: false });
    if ((await Promise.race([exited, late])) === "late") kill();
    await exited;
  }

  const deadline = Date.now() + START_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    const url = /Local:\s+(http:\S+)/.exec(output.join("\n"))?.[1];
    const ready = output.some((line) => line.includes("Ready in"));
    if (url && ready) return { url, logs, output, stop, child };
    await Promise.race([exited, delay(50)]);
  }
  await stop();
  throw new Error(`${args.join(" ")} did not get ready:\n${output.join("\n")}`);
}
