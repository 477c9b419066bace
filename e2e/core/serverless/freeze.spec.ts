import { execFileSync } from "node:child_process";
import { expect } from "@playwright/test";
import { REVALIDATE_SECRET } from "../../fixtures";
import { requestIdOf } from "../../proof";
import { site } from "../../site";
import { find, findLine, isFrozen, test, toFreeze } from "./own-host";

const { path, event } = site.counted[0];

test("a cold instance's first view is done, and only then is the instance frozen", async ({
  request,
  host,
  proof,
  sink,
}) => {
  const release = sink.hold();
  const id = requestIdOf(await request.get(path));
  await expect.poll(() => sink.requests).toBe(1);
  expect(host.happenings.filter(isFrozen)).toEqual([]);
  release();
  await toFreeze(host);
  const settled = find(
    host,
    (happening) =>
      "event" in happening &&
      happening.event.type === "settled" &&
      happening.event.instance === "function-1",
  );
  const done = findLine(host, `[after] done task=${event.event} request=${id}`);
  expect(done).toBeGreaterThan(-1);
  expect(done).toBeLessThan(settled);
  expect(settled).toBeLessThan(find(host, isFrozen));
  await proof.ranOnce(id, event.event);
});

const routes = {
  "the track route": { path: "/api/track", data: site.marker, headers: {} },
  "the webhook": {
    path: "/api/revalidate",
    data: site.revalidation.body,
    headers: { authorization: `Bearer ${REVALIDATE_SECRET}` },
  },
};

for (const [which, { path: at, ...options }] of Object.entries(routes)) {
  test(`the task of ${which} is done before the freeze`, async ({ request, host }) => {
    const id = requestIdOf(await request.post(at, options));
    await toFreeze(host);
    const states = host.happenings.flatMap((happening) => {
      if (isFrozen(happening)) return ["frozen"];
      return "line" in happening && happening.line.includes(id)
        ? [happening.line.split(" ")[1]]
        : [];
    });
    expect(states).toEqual(["scheduled", "start", "done", "frozen"]);
  });
}

test("the task of a Server Action is done before the freeze", async ({ page, host, proof }) => {
  const { action } = site;
  await proof.ended(requestIdOf(await page.goto(action.page.path)));
  const posted = page.waitForResponse((response) => response.request().method() === "POST");
  await page.getByRole("button", { name: action.button }).click();
  const id = requestIdOf(await posted);
  await proof.ended(id);
  const at = (state: string) =>
    findLine(host, `[after] ${state} task=${action.events[0]?.event} request=${id}`);
  expect(at("scheduled")).toBeGreaterThan(-1);
  expect(at("done")).toBeGreaterThan(at("scheduled"));
  expect(host.happenings.slice(at("scheduled"), at("done")).filter(isFrozen)).toEqual([]);
  await toFreeze(host, at("done"));
});

test("a promise that nobody waits for is silent until the next request", async ({
  request,
  host,
}) => {
  const ran = () => host.output.includes("[floating] done");
  await request.post("/fixture/floating");
  await toFreeze(host);
  const frozenAt = performance.now();
  const state = execFileSync("ps", ["-o", "state=", "-p", String(host.pids()[0])]);
  expect(state.toString()).toMatch(/^T/);
  // Its timer of 100 ms is long overdue: a stopped process has no timers.
  await expect.poll(() => performance.now() - frozenAt).toBeGreaterThan(500);
  expect(ran()).toBe(false);
  await request.post("/api/track", { data: site.marker });
  await expect.poll(ran).toBe(true);
});

test("stopping the host leaves no process behind", async ({ request, host }) => {
  await request.get(path);
  await toFreeze(host);
  const pids = host.pids();
  expect(pids.length).toBeGreaterThan(0);
  await host.stop();
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
});
