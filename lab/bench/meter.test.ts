import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const WAITS_MS = 150;

/** A server that answers at once and goes on for a while, asks itself once, and says what was held. */
const program = `
  import { createServer } from "node:http";
  import { setTimeout as delay } from "node:timers/promises";
  const server = createServer((request, response) => {
    globalThis[Symbol.for("@next/request-context")].get().waitUntil(delay(${WAITS_MS}));
    response.end();
  }).listen(0, "127.0.0.1", async () => {
    await fetch("http://127.0.0.1:" + server.address().port + "/page");
    const openAfterAnswer = meter.open;
    while (meter.open > 0) await delay(5);
    console.log(JSON.stringify({ openAfterAnswer, held: meter.held }));
    process.exit();
  });
`;

test("a function is held until all that it gave to waitUntil is over", async () => {
  const meter = join(import.meta.dirname, "meter.ts");
  const args = ["--import", meter, "--input-type=module", "--eval", program];
  const said = JSON.parse(await text(spawn(process.execPath, args).stdout)) as {
    openAfterAnswer: number;
    held: [string, number][];
  };
  expect(said.openAfterAnswer).toBe(1);
  expect(said.held).toHaveLength(1);
  const [path, ms] = said.held[0] ?? ["", 0];
  expect(path).toBe("/page");
  expect(ms).toBeGreaterThanOrEqual(WAITS_MS - 1);
});
