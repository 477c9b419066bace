import type { APIRequestContext } from "@playwright/test";
import { expect, requestIdOf, test } from "../../fixtures";

const LIMIT = 5;
const MINUTE_MS = 60_000;

test.use({ hostEnv: { TRACK_RATE_LIMIT: String(LIMIT) } });

/** A post of the client that is at `address`: as a proxy says it, and as the platform does. */
const post = (request: APIRequestContext, address: string, data: unknown = {}) =>
  request.post("/api/track", {
    headers: { "x-forwarded-for": `203.0.113.9, ${address}`, "x-real-ip": address },
    data,
  });

const event = { event: "product_shared", slug: "ember", method: "link" };

test(
  "a client that posts too often is refused with 429 until its minute is over, and others are not",
  { tag: "@control" },
  async ({ request, proof }) => {
    test.setTimeout(2 * MINUTE_MS);
    for (let count = 1; count <= LIMIT; count += 1) {
      const response = await post(request, "192.0.2.1", event);
      expect(response.status(), `request ${count}`).toBe(202);
      await proof.ended(requestIdOf(response));
    }
    const started = Date.now();
    const refused = await post(request, "192.0.2.1", event);
    expect(refused.status()).toBe(429);
    expect(refused.headers()["content-type"]).toBe("application/problem+json");
    expect(await refused.json()).toMatchObject({ status: 429, title: /^Too many requests/ });
    const waitS = Number(refused.headers()["retry-after"]);
    expect(waitS).toBeGreaterThan(0);
    expect(waitS).toBeLessThanOrEqual(60);

    const other = await post(request, "192.0.2.2", event);
    expect(other.status()).toBe(202);
    await proof.ranOnce(requestIdOf(other), "product_shared");
    await proof.nothingRan(requestIdOf(refused));

    await expect
      .poll(async () => (await post(request, "192.0.2.1", event)).status(), {
        timeout: waitS * 1_000 + 5_000,
        intervals: [1_000],
      })
      .toBe(202);
    expect(Date.now() - started).toBeGreaterThan((waitS - 1) * 1_000);
  },
);

test(
  "the limit comes before everything else, and says nothing of what else is wrong",
  { tag: "@control" },
  async ({ request, proof }) => {
    const statuses: number[] = [];
    const ids: string[] = [];
    for (let count = 0; count <= LIMIT; count += 1) {
      const response = await post(request, "2001:db8::1", { event: "unknown" });
      statuses.push(response.status());
      ids.push(requestIdOf(response));
    }
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
    await proof.nothingRan(...ids);
  },
);
