import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { expect, test } from "../fixtures";
import { site } from "../site";

test("the serverless host refuses what is no address of the site, and calls no function", async ({
  host,
}) => {
  for (const path of ["http://elsewhere.example/", "*"]) {
    const asked = request(host.url, { path }).end();
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    expect(answer.resume().statusCode, path).toBe(400);
  }
});

test.describe("on a host of its own", () => {
  test.use({ hostOptions: {} });

  test("a body in chunks comes whole, without its trailer, and a client who leaves is no fault", async ({
    host,
    proof,
  }) => {
    const post = () =>
      request(`${host.url}/api/track`, {
        method: "POST",
        headers: { "content-type": "application/json", trailer: "x-request-id" },
      });
    const leaving = post();
    const left = once(leaving, "error");
    leaving.write("{");
    leaving.destroy(new Error("gone"));
    await left;

    const whole = post();
    whole.write(JSON.stringify(site.marker));
    whole.addTrailers({ "x-request-id": "forged" });
    whole.end();
    const [answer] = (await once(whole, "response")) as [IncomingMessage];
    expect(answer.resume().statusCode).toBe(202);
    await proof.ranOnce(String(answer.headers["x-request-id"]), site.marker.event);
    expect(host.output.filter((line) => line.includes("no whole answer"))).toEqual([]);
  });
});
