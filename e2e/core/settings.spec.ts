import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";
import type { APIRequestContext } from "@playwright/test";
import { buildFolder } from "../builds";
import { expect, requestIdOf, test } from "../fixtures";
import { site } from "../site";

const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
const commands = { build: ["build"], start: ["start", "--hostname=127.0.0.1", "--port=0"] };
const { path, event } = site.counted[0];

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

test.describe("without POSTHOG_KEY", { tag: "@control" }, () => {
  test.use({ hostEnv: { POSTHOG_KEY: "" } });

  test("each view prints one [analytics] line, and nothing is sent", async ({
    request,
    proof,
    sink,
    host,
  }) => {
    const id = requestIdOf(await request.get(path));
    expect((await proof.ended(id)).state).toBe("done");
    await proof.settle();
    const prefix = "[analytics] ";
    const printed = host.output.filter((line) => line.startsWith(prefix) && line.includes(id));
    expect(printed).toHaveLength(1);
    const { event: name, ...said } = event;
    const properties = { ...said, request_id: id };
    expect(JSON.parse(printed[0]?.slice(prefix.length) ?? "")).toMatchObject({
      event: name,
      properties,
    });
    expect(sink.requests).toBe(0);
  });
});

test.describe("with AFTER_RECEIPTS=false", { tag: "@control" }, () => {
  test.use({ hostEnv: { AFTER_RECEIPTS: "false" } });

  test("the task runs, and no receipt tells of it", async ({ request, proof, sink }) => {
    const id = requestIdOf(await request.get(path));
    await proof.ended(id);
    await proof.settle();
    expect(sink.eventsOf(id)).toHaveLength(1);
    expect(await proof.receipt(id)).toBeUndefined();
  });
});

test.describe("without REVALIDATE_SECRET", { tag: "@control" }, () => {
  test.use({ hostEnv: { REVALIDATE_SECRET: "" } });

  test("the webhook answers 503 and says what to set", async ({ request, proof }) => {
    const response = await request.post("/api/revalidate", {
      headers: { authorization: "Bearer " },
      data: site.revalidation.body,
    });
    expect(response.status()).toBe(503);
    expect(await response.text()).toContain("REVALIDATE_SECRET");
    await proof.nothingRan(requestIdOf(response));
  });
});

test.describe("with AFTER_TIMEOUT_MS=1000", { tag: "@control" }, () => {
  test.use({ hostEnv: { AFTER_TIMEOUT_MS: "1000" } });

  test("a PostHog that never answers ends the task as timeout, in time", async ({
    request,
    proof,
    sink,
  }) => {
    sink.behave("hang");
    const id = requestIdOf(await request.get(path));
    const end = await proof.ended(id);
    sink.behave("accept");
    expect(end.ms).toBeGreaterThanOrEqual(990);
    expect(end.ms).toBeLessThan(2_000);
    await proof.endedOnce(id, event.event, "timeout");
  });
});

/** A post of the client that is at `address`: as a proxy says it, and as the platform does. */
const post = (request: APIRequestContext, address: string, data: unknown = site.marker) =>
  request.post("/api/track", {
    headers: { "x-forwarded-for": `203.0.113.9, ${address}`, "x-real-ip": address },
    data,
  });

test.describe("with TRACK_RATE_LIMIT=5", { tag: "@control" }, () => {
  const LIMIT = 5;
  test.use({ hostEnv: { TRACK_RATE_LIMIT: String(LIMIT) } });

  test("a client that posts too often is refused with 429, and others are not", async ({
    request,
    proof,
  }) => {
    for (let count = 1; count <= LIMIT; count += 1) {
      expect((await post(request, "192.0.2.1")).status(), `request ${count}`).toBe(202);
    }
    const refused = await post(request, "192.0.2.1");
    expect(refused.status()).toBe(429);
    expect(refused.headers()["content-type"]).toBe("application/problem+json");
    expect(await refused.json()).toMatchObject({ status: 429, title: /^Too many requests/ });
    const waitS = Number(refused.headers()["retry-after"]);
    expect(waitS).toBeGreaterThan(0);
    expect(waitS).toBeLessThanOrEqual(60);

    const other = await post(request, "192.0.2.2");
    expect(other.status()).toBe(202);
    await proof.ranOnce(requestIdOf(other), site.marker.event);
    await proof.nothingRan(requestIdOf(refused));
  });

  test("the limit comes before everything else, and says nothing of what else is wrong", async ({
    request,
    proof,
  }) => {
    const answers = [];
    for (let count = 0; count <= LIMIT; count += 1) {
      answers.push(await post(request, "2001:db8::1", { event: "unknown" }));
    }
    expect(answers.map((answer) => answer.status())).toEqual([400, 400, 400, 400, 400, 429]);
    await proof.nothingRan(...answers.map(requestIdOf));
  });
});
