import { sitePath } from "../../../lib/http/site-path";
import { expect, requestIdOf } from "../../fixtures";
import { eventsOf } from "../../hosts/serverless/host";
import { routes } from "../../routes";
import { site } from "../../site";
import { test, toFreeze } from "./platform";

const { path, name, event } = site.counted[0];
const task = event.event;

test.describe("where an instance is killed after 3 s", () => {
  test.use({ hostOptions: { maxDuration: 3 } });

  test("a task without a deadline is cut, and the host reports what was running", async ({
    request,
    platform,
  }) => {
    const response = await request.post(sitePath("/fixture/endless"));
    const platformId = response.headers()["x-vercel-id"]?.split("::").at(-1);
    const killed = () => eventsOf(platform, "killed").map(({ running }) => running);
    await expect.poll(killed, { timeout: 10_000 }).toEqual([[platformId]]);
    expect(platform.output).toContain("[endless] start");
    expect((await request.post(routes.track, { data: site.marker })).status()).toBe(202);
  });

  test("afterResponse() gives its task up before that, and says so", async ({
    request,
    platform,
    proof,
    sink,
  }) => {
    sink.behave("hang");
    const end = await proof.ended(requestIdOf(await request.get(path)));
    expect(end.state).toBe("timeout");
    expect(end.ms).toBeLessThan(3_000);
    await toFreeze(platform);
    expect(eventsOf(platform, "killed")).toEqual([]);
  });
});

test.describe("where each instance serves one request at a time", () => {
  test.use({ hostOptions: { concurrency: 1 } });

  test("a receipt is found from another instance than the one that writes it", async ({
    request,
    platform,
    proof,
    sink,
  }) => {
    const release = sink.hold();
    const id = requestIdOf(await request.get(path));
    await expect.poll(async () => (await proof.receipt(id))?.tasks[0]?.state).toBe("start");
    const started = eventsOf(platform, "started").map(({ instance }) => instance);
    expect(started).toEqual(["proxy-1", "function-1", "function-2"]);
    release();
    await proof.ranOnce(id, task);
  });

  test("under load more instances are started, up to the limit, and nothing is lost", async ({
    request,
    platform,
    proof,
  }) => {
    const loads = Array.from({ length: 20 }, () => request.get(path));
    await proof.ranOnce((await Promise.all(loads)).map(requestIdOf), task);
    const started = eventsOf(platform, "started").map(({ instance }) => instance);
    expect(started.filter((instance) => instance.startsWith("function"))).toHaveLength(4);
  });
});

test.describe("where an idle instance is thrown away at once", () => {
  test.use({ hostOptions: { idleMs: 1 } });

  test("the next request starts a new one", async ({ request, platform, proof }) => {
    await proof.ranOnce(requestIdOf(await request.get(path)), task);
    await expect.poll(() => eventsOf(platform, "reaped").length).toBeGreaterThan(0);
    await proof.ranOnce(requestIdOf(await request.get(path)), task);
  });
});

test.describe("without waitUntil", () => {
  test.use({ hostOptions: { noWaitUntil: true } });

  test("after() refuses, the log says so, and the page is untouched", async ({
    request,
    proof,
    sink,
  }) => {
    const response = await request.get(path);
    expect(response.status()).toBe(200);
    expect(await response.text()).toContain(name);
    const end = await proof.ended(requestIdOf(response));
    expect(end.state).toBe("failed");
    expect(end.error).toContain("waitUntil");
    expect(sink.eventsOf(requestIdOf(response))).toEqual([]);
  });
});

test("stopping the host leaves no process behind", async ({ request, platform }) => {
  await request.get(path);
  await toFreeze(platform);
  const pids = platform.pids();
  expect(pids.length).toBeGreaterThan(0);
  await platform.stop();
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
});
