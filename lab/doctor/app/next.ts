import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { CannotTell } from "../cannot-tell.ts";
import type { EventLog } from "../watch/event-log.ts";
import { DIST, type Project } from "./project.ts";

const START_MS = 60_000;
const STOP_MS = 5_000;
/** As much of what Next printed as helps. */
const TAIL_LINES = 40;

const PRELOAD = join(import.meta.dirname, "../preload/main.cjs");

export interface Settings {
  run: boolean;
  env: Record<string, string>;
}

/** The environment in which Next is watched. */
export function watchedEnv(
  phase: "build" | "start",
  log: EventLog,
  { run, env }: Settings,
): Record<string, string> {
  const { NODE_OPTIONS = "" } = process.env;
  return {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    ...env,
    // A path with a space has to be quoted there: https://nodejs.org/api/cli.html#node_optionsoptions
    NODE_OPTIONS: `${NODE_OPTIONS} --require=${JSON.stringify(PRELOAD)}`.trim(),
    AFTER_DOCTOR_LOG: log.path,
    AFTER_DOCTOR_PHASE: phase,
    AFTER_DOCTOR_DIST: DIST,
    AFTER_DOCTOR_RUN: run ? "1" : "",
  };
}

/** Builds the app. Throws CannotTell with what the build said. */
export async function build(project: Project, env: Record<string, string>): Promise<void> {
  const { child, output } = next(project, ["build", ...project.flags], env);
  const [code] = (await once(child, "exit")) as [number | null];
  if (code === 0) return;
  throw new CannotTell(
    `The build failed, so nothing is known of the app. \`next build\` alone was run: what your build script does before it (prisma generate, …) has to be done first.\n\n${output()}`,
  );
}

export interface Served {
  origin: string;
  stop: () => Promise<void>;
}

/** Starts the app on a free port of 127.0.0.1. Throws CannotTell with what Next said. */
export async function start(project: Project, env: Record<string, string>): Promise<Served> {
  const { child, output } = next(project, ["start", "-H", "127.0.0.1", "-p", "0"], env);
  const exited = once(child, "exit");
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGTERM");
    await Promise.race([exited, delay(STOP_MS, undefined, { ref: false })]);
    child.kill("SIGKILL");
  };
  const deadline = Date.now() + START_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    const port = /Local:\s+http:\S+:(\d+)/.exec(output())?.[1];
    if (port && output().includes("Ready in")) return { origin: `http://127.0.0.1:${port}`, stop };
    await Promise.race([exited, delay(50)]);
  }
  await stop();
  throw new CannotTell(`The app was built, but does not start:\n\n${output()}`);
}

function next({ dir, next: bin }: Project, args: string[], env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [bin, ...args], {
    cwd: dir,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  child.once("exit", () => process.off("exit", kill));
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (text += chunk.toString()));
  }
  const output = () => text.trimEnd().split("\n").slice(-TAIL_LINES).join("\n");
  return { child, output };
}
