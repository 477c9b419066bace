import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import { buildFolder } from "../builds";
import { expect, test } from "../fixtures";

const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
const commands = { build: ["build"], start: ["start", "--hostname=127.0.0.1", "--port=0"] };

/** How Next ends on what is wrong; where it does not see it, it is ended. */
async function endOf(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, [next, ...args], {
    cwd: buildFolder("next-start"),
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
    timeout: 25_000,
  });
  const [[code], said] = await Promise.all([once(child, "exit"), text(child.stderr)]);
  return { code: code as number | null, said };
}

// No Node.js that is too old is at hand: this one says that it is. Next itself takes a 20.
const anOldOne = `Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.20.2"}})`;

for (const [command, args] of Object.entries(commands)) {
  test.describe(`next ${command}`, { tag: "@next-start" }, () => {
    test("ends with exit code 1 and the names of wrong variables", async () => {
      const { code, said } = await endOf(args, {
        AFTER_TIMEOUT_MS: "soon",
        POSTHOG_KEY: " ",
        REVALIDATE_SECRET: "hidden",
      });
      expect(code).toBe(1);
      expect(said).toContain("AFTER_TIMEOUT_MS must be a whole number of milliseconds");
      expect(said).toContain("POSTHOG_KEY must be a project key, or unset");
      expect(said).not.toContain("hidden");
    });

    test("ends with exit code 1 on an old Node.js, and says what to do", async () => {
      const { code, said } = await endOf(args, {
        NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(anOldOne)}`,
      });
      expect(code).toBe(1);
      expect(said).toMatch(/This needs Node\.js \d+, and runs on 20\.20\.2\. Install it/);
    });
  });
}
