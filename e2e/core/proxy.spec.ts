import { sitePath } from "../../lib/http/site-path";
import { expect, requestIdOf, test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";

const [counted] = site.counted;
const home = sitePath("/");

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("every request gets an id of its own, also where nothing is found", async ({ request }) => {
  const ids = new Set<string>();
  const nowhere = sitePath("/no-such-page");
  for (const path of [home, home, counted.path, nowhere, routes.receipt("x")]) {
    const id = requestIdOf(await request.get(path));
    expect(id).toMatch(uuid);
    ids.add(id);
  }
  expect(ids.size).toBe(5);
});

test("a client's own x-request-id and x-request-method are not believed", async ({
  request,
  proof,
}) => {
  const claimed = "6f0c2d1e-0000-4000-8000-000000000001";
  const headers = { "x-request-id": claimed, "x-request-method": "HEAD" };
  const response = await request.get(counted.path, { headers });
  expect(requestIdOf(response)).not.toBe(claimed);
  await proof.ranOnce(requestIdOf(response), counted.event.event);
  await proof.nothingRan(claimed);
});
