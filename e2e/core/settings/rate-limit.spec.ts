import type { APIRequestContext } from "@playwright/test";
import { expect, requestIdOf, test } from "../../fixtures";
import { site } from "../../site";

const LIMIT = 5;

test.use({ hostEnv: { TRACK_RATE_LIMIT: String(LIMIT) } });

/** A post of the client that is at `address`: as a proxy says it, and as the platform does. */
const post = (request: APIRequestContext, address: string, data: unknown = site.marker) =>
  request.post("/api/track", {
    headers: { "x-forwarded-for": `203.0.113.9, ${address}`, "x-real-ip": address },
    data,
  });

test(
  "a client that posts too often is refused with 429, and others are not",
  { tag: "@control" },
  async ({ request, proof }) => {
    for (let count = 1; count <= LIMIT; count += 1) {
      const response = await post(request, "192.0.2.1");
      expect(response.status(), `request ${count}`).toBe(202);
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
  },
);

test(
  "the limit comes before everything else, and says nothing of what else is wrong",
  { tag: "@control" },
  async ({ request, proof }) => {
    const answers = [];
    for (let count = 0; count <= LIMIT; count += 1) {
      answers.push(await post(request, "2001:db8::1", { event: "unknown" }));
    }
    expect(answers.map((answer) => answer.status())).toEqual([400, 400, 400, 400, 400, 429]);
    await proof.nothingRan(...answers.map(requestIdOf));
  },
);
