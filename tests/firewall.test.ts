import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { env, parseEnv } from "@/lib/env";
import { FIREWALL_RULE, isLimitedByFirewall } from "@/lib/firewall";
import { perProcess } from "@/lib/per-process";
import { close, listen } from "../e2e/loopback";

vi.mock("@/lib/env", { spy: true });
vi.mock("@/lib/per-process");

/** What Vercel's rate limit endpoint answers, by the package that asks it. */
const answers = { passes: 204, limits: 429, blocks: 403, "has no such rule": 404 };

let asked: IncomingMessage[];
let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  asked.push(request);
  answer(response);
});
const say = (status: number) => {
  answer = (response) => void response.writeHead(status).end();
};

beforeEach(async () => {
  asked = [];
  const endpoint = await listen(server);
  // The package asks over TLS, which a server on loopback does not speak.
  const { fetch } = globalThis;
  vi.stubGlobal("fetch", (url: string, init: RequestInit) =>
    fetch(url.replace(/^https:\/\/[^/]+/, endpoint), init),
  );
  vi.stubEnv("NODE_ENV", "production");
  vi.spyOn(console, "warn").mockReturnValue();
  vi.mocked(env).mockReturnValue(parseEnv({ VERCEL: "1" }));
  const created = new Map<string, unknown>();
  vi.mocked(perProcess).mockImplementation((name, create) => {
    if (!created.has(name)) created.set(name, create());
    return created.get(name);
  });
});
afterEach(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.resetAllMocks();
  await close(server);
});

const client = { host: "shop.example", "x-real-ip": "192.0.2.1", "x-forwarded-for": "192.0.2.1" };
const ask = (headers = {}) => isLimitedByFirewall(new Headers({ ...client, ...headers }));

for (const [does, status] of Object.entries(answers)) {
  test(`a firewall that ${does} is believed`, async () => {
    say(status);
    expect(await ask()).toBe(does === "limits" || does === "blocks");
    expect(asked).toHaveLength(1);
    expect(asked[0]?.url).toBe(`/.well-known/vercel/rate-limit-api/${FIREWALL_RULE}`);
    expect(asked[0]?.headers["x-vercel-rate-limit-key"]).toMatch(/^192\.0\.2\.1-/);
  });
}

test("elsewhere than on Vercel no firewall is asked", async () => {
  vi.mocked(env).mockReturnValue(parseEnv({}));
  expect(await ask()).toBe(false);
  expect(asked).toHaveLength(0);
});

test("a firewall that answers is asked about each request", async () => {
  say(204);
  await ask();
  say(429);
  expect(await Promise.all([ask(), ask()])).toEqual([true, true]);
  expect(asked).toHaveLength(3);
});

test("a missing rule is asked for once in an instance, and is said once in the log", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  say(404);
  await Promise.all([ask(), ask(), ask()]);
  vi.setSystemTime(Date.now() + 24 * 60 * 60_000);
  expect(await ask()).toBe(false);
  expect(asked).toHaveLength(1);
  expect(console.warn).toHaveBeenCalledTimes(1);
  expect(console.warn).toHaveBeenCalledWith(expect.stringContaining(FIREWALL_RULE));
});

test("a firewall that fails lets requests pass, is left alone for a minute, and is said once", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  say(204);
  await ask();
  say(500);
  expect(await Promise.all([ask(), ask()])).toEqual([false, false]);
  expect(await ask()).toBe(false);
  expect(asked).toHaveLength(3);
  expect(console.warn).toHaveBeenCalledTimes(1);
  vi.setSystemTime(Date.now() + 60_000);
  say(429);
  expect(await ask()).toBe(true);
});

test("a firewall that does not answer holds a request for half a second at most", async () => {
  answer = () => undefined;
  const started = performance.now();
  expect(await ask()).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(console.warn).toHaveBeenCalledTimes(1);
});

test("nothing that the client wrote goes to the firewall", async () => {
  say(204);
  await ask({ cookie: "_vercel_jwt=x", authorization: "Bearer x", "x-mine": "y".repeat(9_999) });
  expect(JSON.stringify(asked[0]?.headers)).not.toMatch(/_vercel_jwt|Bearer|yyy/);
});
