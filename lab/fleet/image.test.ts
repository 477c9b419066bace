import { devices } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { root } from "../../e2e/builds.ts";
import { site } from "../../e2e/site.ts";
import { parseAfterLine } from "../../lib/after/log-line.ts";
import { commandOf, findBuilder } from "./container.ts";

const BUILD_MS = 600_000;
const START_MS = 60_000;
const STOP_S = "20";
const tag = `next-after-starter:test-${process.pid}`;

const builder = findBuilder();
const missing = builder ? undefined : "no Docker daemon, podman or buildah answers on this machine";
const command = commandOf(builder ?? "docker");
const unstartable = missing ?? (builder === "buildah" ? "buildah starts no container" : undefined);
for (const [what, why] of [
  ["the image is built", missing],
  ["its containers are started", unstartable],
]) {
  if (why) console.log(`SKIPPED: ${what}: ${why}`);
}

const [counted] = site.counted;
const headers = { "user-agent": devices["Desktop Chrome"].userAgent };

describe.skipIf(missing)(`the image of the Dockerfile${missing ? ` (${missing})` : ""}`, () => {
  beforeAll(async () => {
    await command("build", "--tag", tag, root);
  }, BUILD_MS);
  afterAll(async () => {
    await command("rmi", tag);
  }, START_MS);

  test("is built", async () => {
    expect(await command("images", "--quiet", tag)).not.toBe("");
  });

  test.skipIf(unstartable).each([
    ["", 404],
    ["true", 200],
  ])(
    "serves pages and runs their tasks; with AFTER_RECEIPTS=%j it answers %i for a receipt",
    async (receipts, status) => {
      const env = receipts ? ["--env", `AFTER_RECEIPTS=${receipts}`] : [];
      const port = ["--publish", "127.0.0.1::3000"];
      const id = await command("run", "--detach", ...port, ...env, tag);
      onTestFinished(async () => {
        await command("rm", "--force", id);
      });
      const url = `http://${await command("port", id, "3000/tcp")}`;
      await expect.poll(() => statusOf(url), { timeout: START_MS }).toBe(200);

      const page = await fetch(url + counted.path, { headers });
      expect(page.status).toBe(200);
      await page.text();
      const requestId = page.headers.get("x-request-id");
      const states = async () =>
        (await command("logs", id))
          .split("\n")
          .flatMap((line) => parseAfterLine(line) ?? [])
          .filter(({ request }) => request === requestId)
          .map(({ task, state }) => `${task} ${state}`);
      const { event } = counted.event;
      await expect.poll(states, { timeout: START_MS }).toContain(`${event} done`);
      expect(await states()).toEqual([`${event} scheduled`, `${event} start`, `${event} done`]);
      expect(await statusOf(`${url}/api/receipts/${requestId}`)).toBe(status);

      await command("stop", "-t", STOP_S, id);
      // Node itself was told to stop, and did: it was not killed.
      expect(await command("inspect", "--format", "{{.State.ExitCode}}", id)).toBe("143");
    },
    4 * START_MS,
  );
});

/** The status of a page, or undefined while nobody answers there. */
async function statusOf(url: string): Promise<number | undefined> {
  try {
    const { status, body } = await fetch(url, { headers });
    await body?.cancel();
    return status;
  } catch {
    return undefined;
  }
}
