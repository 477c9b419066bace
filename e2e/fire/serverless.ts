import type { HostEvent } from "../hosts/serverless/messages.ts";
import { fireRoute, track, view } from "./ask.ts";
import type { Fire } from "./fire.ts";
import { flood } from "./flood.ts";
import { pace } from "./pacer.ts";
import { type Row, rowOf } from "./row.ts";
import { slow } from "./sink-faults.ts";
import { onServerless, type ServerlessStage } from "./open.ts";

const MAX_DURATION_S = 3;
const isFunction = ({ instance }: HostEvent) => instance.startsWith("function");
const happened = ({ host }: ServerlessStage, type: HostEvent["type"]) =>
  host.happenings.flatMap((happening) =>
    "event" in happening && happening.event.type === type && isFunction(happening.event)
      ? [happening.event]
      : [],
  );
const notDone = (stage: ServerlessStage) => {
  const left = [...stage.log.read().values()].filter(({ count }) => count.done !== 1);
  return left.length > 0 ? [`${left.length} tasks were not done`] : [];
};
const mixed = (turn: number) => (turn % 2 === 0 ? view(turn) : track());

/** A load that one instance cannot carry. */
export async function scaleOutRow({ builds, short }: Fire): Promise<Row[]> {
  const most = 4;
  const stage = await onServerless({
    build: builds.serverless,
    afterTimeoutMs: 10_000,
    serverless: { concurrency: 5, maxInstances: most },
  });
  try {
    stage.sink.behave(slow(100));
    const ms = await flood(stage, [view(), track()], { amount: short ? 200 : 2_000 });
    const account = await stage.account({ answersLost: true });
    const started = happened(stage, "started").length;
    const complaints = notDone(stage);
    if (started !== most) complaints.push(`${started} instances were started instead of ${most}`);
    const notes = [`${started} instances of at most 5 requests each`];
    return [rowOf({ name: "scale-out", host: "serverless", account, ms, notes, complaints })];
  } finally {
    await stage.close();
  }
}

/** Random pauses, in which instances are frozen, and random stops in the middle of their work. */
export async function freezeRow({ builds, short }: Fire): Promise<Row[]> {
  const stage = await onServerless({
    build: builds.serverless,
    afterTimeoutMs: 10_000,
    serverless: { concurrency: 3 },
  });
  try {
    stage.sink.behave(slow(50));
    const until = performance.now() + (short ? 4_000 : 20_000);
    const load = (async () => {
      for (let turn = 0; performance.now() < until; turn += 1) {
        const burst = Array.from({ length: 1 + Math.floor(Math.random() * 6) }, () => mixed(turn));
        await Promise.all(burst.map((each) => stage.ask(each)));
        await randomPause(400);
      }
    })();
    let stops = 0;
    while (performance.now() < until) {
      await randomPause(300);
      const pids = stage.host.pids();
      const pid = pids[Math.floor(Math.random() * pids.length)];
      if (pid === undefined) continue;
      stops += 1;
      process.kill(pid, "SIGSTOP");
      await randomPause(300);
      process.kill(pid, "SIGCONT");
    }
    await load;
    const account = await stage.account({ answersLost: true });
    const frozen = happened(stage, "frozen").length;
    const complaints = notDone(stage);
    if (frozen < 5)
      complaints.push(`instances were frozen ${frozen} times, too few to say anything`);
    const notes = [`frozen ${frozen} times by the host, and stopped ${stops} times at random`];
    const ms = stage.answers.map((answer) => answer.ms);
    return [rowOf({ name: "freeze and thaw", host: "serverless", account, ms, notes, complaints })];
  } finally {
    await stage.close();
  }
}

const randomPause = (mostMs: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs));

/** A PostHog that hangs past maxDuration: the door has its last words before the host's kill. */
export async function lastWordsRow({ builds, short }: Fire): Promise<Row[]> {
  const stage = await onServerless({
    build: builds.serverless,
    afterTimeoutMs: 30_000,
    serverless: { maxDuration: MAX_DURATION_S, concurrency: 100 },
  });
  try {
    stage.sink.behave("hang");
    const answers = await pace(20, short ? 2 : 10, (turn) => stage.ask(mixed(turn)));
    await stage.settle();
    stage.sink.behave("accept");
    const account = await stage.account();
    const killed = happened(stage, "killed").length;
    const complaints = killed > 0 ? [`${killed} instances were killed`] : [];
    if (account.timedOut === 0) complaints.push("no task was given up, and all of them had to be");
    const notes = [`maxDuration is ${MAX_DURATION_S} s, and no instance was killed`];
    const ms = answers.map((answer) => answer.ms);
    const name = "hang past maxDuration";
    return [rowOf({ name, host: "serverless", account, ms, notes, complaints })];
  } finally {
    await stage.close();
  }
}

/** A task that never lets go of its process: the host kills it, with all that ran there. */
export async function killRow({ builds }: Fire): Promise<Row[]> {
  const stage = await onServerless({
    build: builds.serverless,
    afterTimeoutMs: 2_000,
    serverless: { maxDuration: MAX_DURATION_S, concurrency: 10 },
  });
  try {
    stage.sink.behave(slow(50));
    const ask = (turn: number) => (turn % 60 === 30 ? fireRoute("stuck") : mixed(turn));
    const answers = await pace(20, 12, (turn) => stage.ask(ask(turn)));
    const account = await stage.account();
    const kills = happened(stage, "killed");
    const running = new Set(kills.flatMap((kill) => ("running" in kill ? kill.running : [])));
    const cut = new Set(
      stage.answers.flatMap(({ id, platformId = "" }) => (running.has(platformId) ? [id] : [])),
    );
    const stray = account.unaccounted.filter(({ request }) => !cut.has(request));
    const complaints = kills.length > 0 ? [] : ["no instance was killed"];
    if (stray.length > 0) {
      complaints.push(`${stray.length} tasks have no end, and ran in no instance that was killed`);
    }
    const notes = [`${kills.length} instances were killed with ${running.size} requests in them`];
    const ms = answers.map((answer) => answer.ms);
    const row = { name: "killed at maxDuration", host: "serverless" as const, account, ms };
    return [rowOf({ ...row, killedBy: "kill", notes, complaints })];
  } finally {
    await stage.close();
  }
}
