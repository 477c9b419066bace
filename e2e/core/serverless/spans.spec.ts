import { expect, requestIdOf } from "../../fixtures";
import { OtlpReceiver } from "../../otlp/receiver";
import { site } from "../../site";
import { eventsOf } from "../../hosts/serverless/host";
import { findLine, isFrozen, test as base, toFreeze } from "./platform";

const { path, event } = site.counted[0];
const task = event.event;

/** Of the shared second, and of a busy machine. */
const HELD_MS = 1_500;

const test = base.extend<{ receiver: OtlpReceiver }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads which fixtures it needs from it
  receiver: async ({}, use) => {
    const receiver = new OtlpReceiver();
    await use(receiver);
    expect(receiver.refused).toEqual([]);
    await receiver.stop();
  },
  hostEnv: async ({ receiver }, use) => {
    await use({ OTEL_EXPORTER_OTLP_ENDPOINT: await receiver.start() });
  },
});

test("the span of a task is out before the freeze, also after one", async ({
  request,
  platform,
  receiver,
}) => {
  for (let turn = 0; turn < 3; turn += 1) {
    const seen = platform.happenings.length;
    const id = requestIdOf(await request.get(path));
    await toFreeze(platform, seen);
    // A stopped process sends nothing: what is not here now was lost, or would be late.
    expect(receiver.tasksOf(id).map(({ name }) => name)).toEqual([`after ${task}`]);
    // As a collector behind a balancer does that does not keep idle connections.
    receiver.dropConnections();
  }
});

test("a collector that never answers fails no task, and holds it a second at most", async ({
  request,
  platform,
  proof,
  receiver,
}) => {
  receiver.behaviour = "hang";
  const id = requestIdOf(await request.get(path));
  // Looked at often: the looks are what the time is told by.
  const often = { timeout: 15_000, intervals: [20] };
  const done = `[after] done task=${task} request=${id}`;
  await expect.poll(() => findLine(platform, done), often).not.toBe(-1);
  const ended = performance.now();
  await expect.poll(() => platform.happenings.some(isFrozen), often).toBe(true);
  expect(performance.now() - ended).toBeLessThan(HELD_MS);
  await proof.ranOnce(id, task);
  await expect.poll(() => findLine(platform, "Spans or counts could not be sent")).not.toBe(-1);
});

test.describe("where an instance is killed after 3 s", () => {
  test.use({ hostOptions: { maxDuration: 3 } });

  test("a task and a collector that both hang get no instance killed", async ({
    request,
    platform,
    proof,
    receiver,
    sink,
  }) => {
    receiver.behaviour = "hang";
    sink.behave("hang");
    const id = requestIdOf(await request.get(path));
    expect((await proof.ended(id)).state).toBe("timeout");
    await toFreeze(platform);
    expect(eventsOf(platform, "killed")).toEqual([]);
  });
});
