import { rm } from "node:fs/promises";
import { join } from "node:path";
import { build, copyProject } from "../builds";
import { expect, requestIdOf, test } from "../fixtures";
import { startNext } from "../hosts/next-start";
import { site } from "../site";

const [counted] = site.counted;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("every request gets an id of its own, also where nothing is found", async ({ request }) => {
  const ids = new Set<string>();
  for (const path of ["/", "/", counted.path, "/no-such-page", "/api/receipts/x"]) {
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

test(
  "without proxy.ts a view counts all the same, once, and the log says once what is missing",
  { tag: "@next-start" },
  async ({ userAgent }) => {
    test.setTimeout(120_000);
    const copy = await copyProject("without-proxy");
    await rm(join(copy, "proxy.ts"));
    await build(copy);
    const host = await startNext({}, copy);
    try {
      const headers = { "user-agent": userAgent ?? "" };
      for (let load = 1; load <= 2; load += 1) {
        await (await fetch(host.url + counted.path, { headers })).text();
      }
      const done = `[after] done task=${counted.event.event} request=unknown`;
      const count = (text: string) => host.output.filter((line) => line.includes(text)).length;
      await expect.poll(() => count(done)).toBe(2);
      expect(count("proxy.ts did not see")).toBe(1);
    } finally {
      await host.stop();
    }
  },
);
