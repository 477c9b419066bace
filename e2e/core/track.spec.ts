import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { expect, requestIdOf, test } from "../fixtures";
import { site } from "../site";

const { marker } = site;
const body = JSON.stringify(marker);

test("a known event is answered with its request's id, and then goes out once, as it came in", async ({
  request,
  proof,
  sink,
  hostKind,
}) => {
  for (const type of ["application/json", "text/plain;charset=UTF-8"]) {
    const response = await request.post("/api/track", {
      headers: { "content-type": type },
      data: body,
    });
    expect(response.status()).toBe(202);
    const id = requestIdOf(response);
    expect(await response.json()).toEqual({ ok: true, requestId: id });
    await proof.ranOnce(id, marker.event);
    const { event, ...properties } = marker;
    const events = hostKind === "preview" ? [] : sink.eventsOf(id);
    for (const each of events) expect(each).toMatchObject({ event, properties });
  }
});

test("a visitor with a privacy signal is answered as usual, and nothing goes out", async ({
  request,
  proof,
}) => {
  const response = await request.post("/api/track", { headers: { "sec-gpc": "1" }, data: marker });
  expect(response.status()).toBe(202);
  await proof.nothingRan(requestIdOf(response));
});

interface Refused {
  status: number;
  says: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

const fromElsewhere = (headers: Record<string, string>): Refused => ({
  status: 403,
  says: "this site",
  headers,
});

const refused: Record<string, Refused> = {
  "a form": {
    status: 415,
    says: "Send application/json",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: `event=${marker.event}`,
  },
  "another charset": {
    status: 415,
    says: "UTF-8",
    headers: { "content-type": "application/json; charset=latin1" },
  },
  "a compressed body": {
    status: 415,
    says: "uncompressed",
    headers: { "content-encoding": "gzip" },
  },
  "an empty body": { status: 400, says: "not valid JSON", body: "" },
  "broken JSON": { status: 400, says: "not valid JSON", body: '{"event":' },
  "broken UTF-8": { status: 400, says: "not valid UTF-8", body: Buffer.from([0x22, 0xff, 0x22]) },
  "an unknown event": { status: 400, says: '"field":"event"', body: '{"event":"unknown"}' },
  "an event of the server's own": {
    status: 400,
    says: '"field":"event"',
    body: JSON.stringify(site.counted[0].event),
  },
  "an unknown key": {
    status: 400,
    says: '"field":"admin"',
    body: JSON.stringify({ ...marker, admin: true }),
  },
  "more than 8 KB": {
    status: 413,
    says: "8192 bytes",
    body: JSON.stringify({ ...marker, padding: "e".repeat(8192) }),
  },
  "another site's page": fromElsewhere({ "sec-fetch-site": "cross-site" }),
  "another origin": fromElsewhere({ origin: "https://evil.example" }),
  "an opaque origin": fromElsewhere({ origin: "null" }),
};

for (const [what, { status, says, headers, body: sent = body }] of Object.entries(refused)) {
  test(`${what} is refused with ${status} and schedules nothing`, async ({ request, proof }) => {
    const response = await request.post("/api/track", {
      headers: { "content-type": "application/json", ...headers },
      // As bytes: a string that is not JSON would be sent as a JSON string.
      data: Buffer.from(sent),
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
      headers: { "content-type": "application/json", "transfer-encoding": "chunked" },
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
