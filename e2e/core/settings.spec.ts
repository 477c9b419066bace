import type { APIRequestContext } from "@playwright/test";
import { expect, requestIdOf, test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";

const { path, event } = site.counted[0];

test.describe("with nothing set", { tag: ["@control", "@next-start"] }, () => {
  test.use({ hostEnv: { POSTHOG_KEY: "", REVALIDATE_SECRET: "" } });

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

  test("the webhook answers 503 and says what to set", async ({ request, proof }) => {
    const response = await request.post(routes.revalidate, {
      headers: { authorization: "Bearer " },
      data: site.revalidation.body,
    });
    expect(response.status()).toBe(503);
    expect(await response.text()).toContain("REVALIDATE_SECRET");
    await proof.nothingRan(requestIdOf(response));
  });
});

test.describe("with AFTER_RECEIPTS=false", { tag: ["@control", "@next-start"] }, () => {
  test.use({ hostEnv: { AFTER_RECEIPTS: "false" } });

  test("the task runs, and no receipt tells of it", async ({ request, proof }) => {
    const id = requestIdOf(await request.get(path));
    await proof.ranOnce(id, event);
    expect(await proof.receipt(id)).toBeUndefined();
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
  request.post(routes.track, {
    headers: { "x-forwarded-for": `203.0.113.9, ${address}`, "x-real-ip": address },
    data,
  });

test.describe("with TRACK_RATE_LIMIT=5", { tag: "@control" }, () => {
  const LIMIT = 5;
  test.use({ hostEnv: { TRACK_RATE_LIMIT: String(LIMIT) } });

  test("a client that posts too often is refused with 429, and others are not", async ({
    request,
    proof,
    host,
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
    await expect
      .poll(() => host.output)
      .toContain("[rate-limit] refused=1 variable=TRACK_RATE_LIMIT");

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
