import { expect, requestIdOf, test } from "../fixtures";
import { routes } from "../routes";
import { site } from "../site";

test("a receipt tells what became of a request's tasks, in the order of their times", async ({
  request,
  proof,
}) => {
  const id = requestIdOf(await request.get(site.counted[0].path));
  await proof.ranOnce(id, site.counted[0].event.event);
  const receipt = await proof.receipt(id);
  expect(receipt?.requestId).toBe(id);
  const { scheduledAt = 0, startedAt = 0, endedAt = 0 } = receipt?.tasks[0] ?? {};
  expect(scheduledAt).toBeGreaterThan(0);
  expect(startedAt).toBeGreaterThanOrEqual(scheduledAt);
  expect(endedAt).toBeGreaterThanOrEqual(startedAt);
});

test("an unknown request has no receipt, and what is not a request's id is refused", async ({
  request,
}) => {
  const answers = {
    "6f0c2d1e-9f6b-4c1c-8d0e-111122223333": 404,
    "not-a-uuid": 400,
    "%00": 400,
  };
  for (const [id, status] of Object.entries(answers)) {
    const response = await request.get(routes.receipt(id));
    expect(response.status(), id).toBe(status);
    expect(response.headers()["content-type"]).toBe("application/problem+json");
    expect(response.headers()["cache-control"]).toBe("no-store");
  }
});
