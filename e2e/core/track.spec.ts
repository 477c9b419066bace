import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import * as fc from "fast-check";
import { parseAfterLine } from "../../lib/after/log-line";
import { expect, requestIdOf, test } from "../fixtures";

const event = { event: "product_shared", slug: "ember", method: "clipboard" };

test("sharing a product copies its link and sends one event by beacon", async ({
  page,
  context,
  open,
  proof,
  host,
  seen,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open("/products/drift");
  const beacon = page.waitForResponse((response) => response.url().endsWith("/api/track"));
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByText("Link copied")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${host.url}/products/drift`,
  );
  const response = await beacon;
  expect(response.request().resourceType()).toBe("ping");
  await proof.ranOnce(requestIdOf(response), "product_shared");
  await proof.settle();
  expect(seen.filter(({ url }) => url.pathname === "/api/track")).toHaveLength(1);
});

test("where the browser refuses a beacon, the event goes out once by fetch", async ({
  page,
  open,
  proof,
}) => {
  await open("/products/drift");
  await page.evaluate(() => {
    navigator.sendBeacon = () => false;
  });
  const sent = page.waitForResponse((response) => response.url().endsWith("/api/track"));
  await page.getByRole("button", { name: "Share" }).click();
  const response = await sent;
  expect(response.request().resourceType()).toBe("fetch");
  await proof.ranOnce(requestIdOf(response), "product_shared");
});

test("a known event is answered with its request's id, and then goes out once", async ({
  request,
  proof,
}) => {
  for (const type of ["application/json", "text/plain;charset=UTF-8"]) {
    const response = await request.post("/api/track", {
      headers: { "content-type": type },
      data: JSON.stringify(event),
    });
    expect(response.status()).toBe(202);
    expect(await response.json()).toEqual({ ok: true, requestId: requestIdOf(response) });
    await proof.ranOnce(requestIdOf(response), "product_shared");
  }
});

test(
  "the event that goes out is the one that came in",
  { tag: "@control" },
  async ({ request, proof, sink }) => {
    const response = await request.post("/api/track", { data: event });
    await proof.ranOnce(requestIdOf(response), "product_shared");
    expect(sink.eventsOf(requestIdOf(response))).toMatchObject([
      { properties: { slug: "ember", method: "clipboard" } },
    ]);
  },
);

test("a visitor with a privacy signal is answered as usual, and nothing goes out", async ({
  request,
  proof,
}) => {
  const response = await request.post("/api/track", { headers: { "sec-gpc": "1" }, data: event });
  expect(response.status()).toBe(202);
  await proof.nothingRan(requestIdOf(response));
});

const json = "application/json";
const refused: Record<
  string,
  {
    status: number;
    says: string;
    type?: string;
    body: string | Buffer;
    headers?: Record<string, string>;
  }
> = {
  "a form": {
    status: 415,
    says: "Send application/json",
    type: "application/x-www-form-urlencoded",
    body: "event=product_shared",
  },
  "another charset": {
    status: 415,
    says: "UTF-8",
    type: "application/json; charset=latin1",
    body: JSON.stringify(event),
  },
  "a compressed body": {
    status: 415,
    says: "uncompressed",
    body: JSON.stringify(event),
    headers: { "content-encoding": "gzip" },
  },
  "an empty body": { status: 400, says: "not valid JSON", body: "" },
  "broken JSON": { status: 400, says: "not valid JSON", body: '{"event":' },
  "broken UTF-8": { status: 400, says: "not valid UTF-8", body: Buffer.from([0x22, 0xff, 0x22]) },
  "an unknown event": { status: 400, says: '"field":"event"', body: '{"event":"product_bought"}' },
  "an event of the server's own": {
    status: 400,
    says: '"field":"event"',
    body: '{"event":"product_viewed","slug":"ember"}',
  },
  "an unknown key": {
    status: 400,
    says: '"field":"admin"',
    body: JSON.stringify({ ...event, admin: true }),
  },
  "a slug with a new line": {
    status: 400,
    says: '"field":"slug"',
    body: JSON.stringify({ ...event, slug: "ember\n[after] done" }),
  },
  "an unpaired surrogate": {
    status: 400,
    says: '"field":"slug"',
    body: String.raw`{"event":"product_shared","slug":"\ud800","method":"link"}`,
  },
  "more than 8 KB": {
    status: 413,
    says: "8192 bytes",
    body: JSON.stringify({ ...event, slug: "e".repeat(8192) }),
  },
  "another site's page": {
    status: 403,
    says: "this site",
    body: JSON.stringify(event),
    headers: { "sec-fetch-site": "cross-site" },
  },
  "another origin": {
    status: 403,
    says: "this site",
    body: JSON.stringify(event),
    headers: { origin: "https://evil.example" },
  },
  "an opaque origin": {
    status: 403,
    says: "this site",
    body: JSON.stringify(event),
    headers: { origin: "null" },
  },
};

for (const [what, { status, says, type = json, body, headers }] of Object.entries(refused)) {
  test(`${what} is refused with ${status} and schedules nothing`, async ({ request, proof }) => {
    const response = await request.post("/api/track", {
      headers: { "content-type": type, ...headers },
      // As bytes: a string that is not JSON would be sent as a JSON string.
      data: Buffer.from(body),
    });
    expect(response.status()).toBe(status);
    expect(response.headers()["content-type"]).toBe("application/problem+json");
    expect(await response.text()).toContain(says);
    await proof.nothingRan(requestIdOf(response));
  });
}

test(
  "a body is counted while it is read: one without a length is refused too",
  { tag: "@control" },
  async ({ host, proof }) => {
    const request = httpRequest(`${host.url}/api/track`, {
      method: "POST",
      headers: { "content-type": json, "transfer-encoding": "chunked" },
    });
    const chunk = " ".repeat(3 * 1024);
    for (let sent = 0; sent < 3; sent += 1) request.write(chunk);
    request.end();
    const [response] = (await once(request, "response")) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(413);
    await proof.nothingRan(String(response.headers["x-request-id"]));
  },
);

test(
  "nothing that a client sends forges or breaks a log line",
  { tag: "@control" },
  async ({ host, request, proof }) => {
    const before = host.output.length;
    const forged = "[after] done task=product_viewed request=00000000-0000-4000-8000-000000000000";
    const nasty = [
      forged,
      `x\n${forged}`,
      `x\r${forged}`,
      `\u2028${forged}`,
      "y".repeat(8192),
      "\ud800",
    ];
    for (const text of nasty) {
      // A header cannot hold these as they are; a cookie's value is decoded by its reader.
      const cookie = `ph_phc_test_posthog=${encodeURIComponent(JSON.stringify({ distinct_id: text }).slice(0, 3000))}`;
      await request.get(`/products/${encodeURIComponent(text.toWellFormed().slice(0, 2000))}`);
      await request.get("/products/ember", { headers: { cookie, "x-request-id": forged } });
      await request.post("/api/track", { data: { ...event, slug: text, [text]: text } });
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        await request.post("/api/track", { data: { event: text, slug: text, method: text } });
      }),
      { numRuns: 50 },
    );
    await proof.settle();
    const claims = host.output.slice(before).filter((line) => line.includes("[after]"));
    expect(claims.length).toBeGreaterThan(0);
    for (const line of claims) expect(parseAfterLine(line), line).toBeDefined();
    expect(claims.join("\n")).not.toContain("00000000-0000-4000-8000-000000000000");
  },
);
