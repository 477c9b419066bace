import { type ChildProcess, fork } from "node:child_process";
import type { FromInstance } from "./messages.ts";

const INSTANCE = new URL("./instance.ts", import.meta.url);
const UNDERTAKER = new URL("./undertaker.ts", import.meta.url);

let undertaker: ChildProcess | undefined;

/**
 * Starts an instance of a build in `cwd`; `ready` resolves when it listens on its socket. It is
 * killed when this process ends, however that is.
 */
export function forkInstance(
  cwd: string,
  env: Record<string, string>,
  onMessage: (message: FromInstance) => void,
): { child: ChildProcess; ready: Promise<void> } {
  const child = fork(INSTANCE, {
    execArgv: [],
    cwd,
    env: { ...process.env, ...env },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  undertaker ??= fork(UNDERTAKER, { execArgv: [], stdio: "ignore" });
  undertaker.unref();
  undertaker.channel?.unref();
  const { pid = 0 } = child;
  undertaker.send(pid);
  const ready = new Promise<void>((resolve, reject) => {
    child.on("message", (message: FromInstance) => {
      if (message.type === "ready") resolve();
      onMessage(message);
    });
    child.once("exit", (code) => {
      undertaker?.send(-pid);
      reject(new Error(`An instance exited at once (${code})`));
    });
  });
  return { child, ready };
}
