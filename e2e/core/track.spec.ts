import { expect, requestIdOf, test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";

const { marker } = site;
const body = JSON.stringify(marker);

test("a known event is answered with its request's id, and then goes out once, as it came in", async ({
  request,
  proof,
}) => {
  for (const type of ["application/json", "text/plain;charset=UTF-8"]) {
    const response = await request.post(routes.track, {
      headers: { "content-type": type },
      data: body,
    });
    expect(response.status()).toBe(202);
    const id = requestIdOf(response);
    expect(await response.json()).toEqual({ ok: true, requestId: id });
    await proof.ranOnce(id, marker);
  }
});

interface Sent {
  headers?: Record<string, string>;
  body?: string | Buffer;
}

const typed = (type: string): Sent => ({ headers: { "content-type": type } });
const text = (sent: string | Buffer): Sent => ({ body: sent });
const json = (sent: unknown): Sent => text(JSON.stringify(sent));

const refused: Record<string, readonly [status: number, says: string, sent: Sent]> = {
  "a form": [415, "Send application/json", typed("application/x-www-form-urlencoded")],
  "another charset": [415, "UTF-8", typed("application/json; charset=latin1")],
  "a compressed body": [415, "uncompressed", { headers: { "content-encoding": "gzip" } }],
  "an empty body": [400, "not valid JSON", text("")],
  "broken JSON": [400, "not valid JSON", text('{"event":')],
  "broken UTF-8": [400, "not valid UTF-8", text(Buffer.from([0x22, 0xff, 0x22]))],
  "an unknown event": [400, '"field":"event"', json({ event: "unknown" })],
  "an event of the server's own": [400, '"field":"event"', json(site.counted[0].event)],
  "an unknown key": [400, '"field":"admin"', json({ ...marker, admin: true })],
  "more than 8 KB": [413, "8192 bytes", json({ ...marker, padding: "e".repeat(8192) })],
  "another site's page": [403, "this site", { headers: { "sec-fetch-site": "cross-site" } }],
  "another origin": [403, "this site", { headers: { origin: "https://evil.example" } }],
  "an opaque origin": [403, "this site", { headers: { origin: "null" } }],
};

for (const [what, [status, says, sent]] of Object.entries(refused)) {
  test(`${what} is refused with ${status} and schedules nothing`, async ({ request, proof }) => {
    const response = await request.post(routes.track, {
      headers: { "content-type": "application/json", ...sent.headers },
      // As bytes: a string that is not JSON would be sent as a JSON string.
      data: Buffer.from(sent.body ?? body),
    });
    expect(response.status()).toBe(status);
    expect(response.headers()["content-type"]).toBe("application/problem+json");
    expect(await response.text()).toContain(says);
    await proof.nothingRan(requestIdOf(response));
  });
}
