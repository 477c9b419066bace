import { RateLimiterMemory } from "rate-limiter-flexible";
import { afterEach, expect, test, vi } from "vitest";

const own = new RateLimiterMemory({ points: 1, duration: 60 });

async function load(variables: Record<string, string>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const { isShared } = await import("@/lib/fleet/shared-database");
  const { sharedReceipts } = await import("@/lib/fleet/shared-receipts");
  const { overAllServers } = await import("@/lib/fleet/shared-limiter");
  return { isShared: isShared(), receipts: sharedReceipts(), limiter: overAllServers(own) };
}

afterEach(() => vi.unstubAllEnvs());

const DATABASE_URL = "postgres://127.0.0.1:1/x";

const alone = {
  "without a variable": {},
  "with DATABASE_URL alone": { DATABASE_URL },
  "on Vercel": { DATABASE_URL, SHARE_BETWEEN_SERVERS: "true", VERCEL: "1" },
};

for (const [where, variables] of Object.entries(alone)) {
  test(`${where} servers share nothing: receipts and the limit are each one's own`, async () => {
    expect(await load(variables)).toEqual({ isShared: false, receipts: undefined, limiter: own });
  });
}

test("a database that is away leaves the limit to this server's memory", async () => {
  const { limiter } = await load({ DATABASE_URL, SHARE_BETWEEN_SERVERS: "true" });
  expect(limiter).not.toBe(own);
  await limiter.consume("client");
  await expect(limiter.consume("client")).rejects.toMatchObject({ consumedPoints: 2 });
});
