import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";

/** Starts tests/process/process-to-stop.ts; `said` is what it has said. */
async function start(...args: string[]) {
  const child = spawn(process.execPath, ["tests/process/process-to-stop.ts", ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await exited;
  });
  const said: string[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => said.push(line));
  await expect.poll(() => said, { timeout: 10_000 }).toContain("ready");
  return { child, exited, said };
}

test("a server that closes while the process runs on ends nothing, and on SIGTERM the exit waits", async () => {
  const { child, exited, said } = await start();
  expect(said).toEqual(["ready"]);
  child.kill("SIGTERM");
  await expect.poll(() => said).toEqual(["ready", "told to end"]);
  child.stdin.write("still there\n");
  await expect.poll(() => said.at(-1)).toBe("still there");
  child.stdin.write("end\n");
  expect(await exited).toEqual([143, null]);
});

test("a signal that nobody else listens to ends the process, as it does without the app", async () => {
  const { child, exited } = await start("alone");
  child.kill("SIGTERM");
  expect(await exited).toEqual([null, "SIGTERM"]);
});
