import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "@playwright/test";
import { buildFolder } from "../builds";
import { site } from "../site";

const script = `
  import { startServerless } from "./e2e/hosts/serverless/server.ts";
  const host = await startServerless({
    cwd: ${JSON.stringify(buildFolder("serverless"))}, port: 0, env: {}, noWaitUntil: false,
    maxDuration: undefined, maxInstances: 2, concurrency: 10, idleMs: 60_000, onLog() {},
    onEvent({ type, instance }) {
      if (type === "frozen" && instance.startsWith("function")) console.log(host.pids().join(" "));
    },
  });
  console.log(host.url);
`;

const isGone = (pid: number) => {
  try {
    return !process.kill(pid, 0);
  } catch {
    // There is nobody to send a signal to.
    return true;
  }
};

test("a host that is killed leaves no frozen instance behind", async () => {
  const host = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: host.stdout });
  const [url] = (await once(lines, "line")) as [string];
  const frozen = once(lines, "line") as Promise<[string]>;
  await fetch(url + site.counted[0].path);
  const pids = (await frozen)[0].split(" ").map(Number);
  expect(pids.every((pid) => pid > 0)).toBe(true);
  host.kill("SIGKILL");
  for (const pid of pids) await expect.poll(() => isGone(pid)).toBe(true);
});
