import { rm } from "node:fs/promises";
import { join } from "node:path";
import { devices, expect, test } from "@playwright/test";
import { build, copyProject } from "../../e2e/builds.ts";
import { startNext } from "../../e2e/hosts/next-start.ts";
import { site } from "../../e2e/site.ts";

const [counted] = site.counted;
const { userAgent } = devices["Desktop Chrome"];

test("without proxy.ts a view counts all the same, once, and the log says once what is missing", async () => {
  test.setTimeout(120_000);
  const copy = await copyProject("without-proxy");
  await rm(join(copy, "proxy.ts"));
  await build(copy);
  const host = await startNext({}, copy);
  try {
    for (let load = 1; load <= 2; load += 1) {
      const headers = { "user-agent": userAgent };
      await (await fetch(host.url + counted.path, { headers })).text();
    }
    const count = (text: string) => host.output.filter((line) => line.includes(text)).length;
    const done = `[after] done task=${counted.event.event} request=unknown`;
    await expect.poll(() => count(done)).toBe(2);
    expect(count("proxy.ts did not see")).toBe(1);
  } finally {
    await host.stop();
  }
});
