import { execFileSync } from "node:child_process";
import { sitePath } from "../../../lib/http/site-path";
import { expect, requestIdOf } from "../../fixtures";
import { routes } from "../../routes";
import { site } from "../../site";
import { pressAction } from "../press-action";
import { find, findLine, isFrozen, test, toFreeze } from "./platform";

const { path, event } = site.counted[0];

test("a cold instance's first view is done, and only then is the instance frozen", async ({
  request,
  platform,
  proof,
  sink,
}) => {
  const release = sink.hold();
  const id = requestIdOf(await request.get(path));
  await expect.poll(() => sink.requests).toBe(1);
  expect(platform.happenings.filter(isFrozen)).toEqual([]);
  release();
  await toFreeze(platform);
  const settled = find(
    platform,
    (happening) =>
      "event" in happening &&
      happening.event.type === "settled" &&
      happening.event.instance === "function-1",
  );
  const done = findLine(platform, `[after] done task=${event.event} request=${id}`);
  expect(done).toBeGreaterThan(-1);
  expect(done).toBeLessThan(settled);
  expect(settled).toBeLessThan(find(platform, isFrozen));
  await proof.ranOnce(id, event.event);
});

test("the task of the track route is done before the freeze", async ({ request, platform }) => {
  const id = requestIdOf(await request.post(routes.track, { data: site.marker }));
  await toFreeze(platform);
  const states = platform.happenings.flatMap((happening) => {
    if (isFrozen(happening)) return ["frozen"];
    return "line" in happening && happening.line.includes(id) ? [happening.line.split(" ")[1]] : [];
  });
  expect(states).toEqual(["scheduled", "start", "done", "frozen"]);
});

test("the task of a Server Action is done before the freeze", async ({ page, platform, proof }) => {
  const { action } = site;
  await proof.ended(requestIdOf(await page.goto(action.page.path)));
  const id = await pressAction(page);
  await proof.ended(id);
  const at = (state: string) =>
    findLine(platform, `[after] ${state} task=${action.events[0]?.event} request=${id}`);
  expect(at("scheduled")).toBeGreaterThan(-1);
  expect(at("done")).toBeGreaterThan(at("scheduled"));
  expect(platform.happenings.slice(at("scheduled"), at("done")).filter(isFrozen)).toEqual([]);
  await toFreeze(platform, at("done"));
});

test("a promise that nobody waits for is silent until the next request", async ({
  request,
  platform,
}) => {
  const ran = () => platform.output.includes("[floating] done");
  await request.post(sitePath("/fixture/floating"));
  await toFreeze(platform);
  const frozenAt = performance.now();
  const state = execFileSync("ps", ["-o", "state=", "-p", String(platform.pids()[0])]);
  expect(state.toString()).toMatch(/^T/);
  // Its timer of a second is overdue: a stopped process has no timers.
  await expect.poll(() => performance.now() - frozenAt).toBeGreaterThan(1_500);
  expect(ran()).toBe(false);
  await request.post(routes.track, { data: site.marker });
  await expect.poll(ran).toBe(true);
});
