import { mixed, track, view } from "./ask.ts";
import type { Fire } from "./fire.ts";
import { flood } from "./flood.ts";
import { type Row, rowOf } from "./row.ts";
import { happened, notDone } from "./happened.ts";
import { slow } from "./sink-faults.ts";
import { onServerless } from "./open.ts";

/** How often an instance has to be frozen for a load to tell something about it. */
const FROZEN = 5;

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
    const account = await stage.account();
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
    const began = performance.now();
    const frozen = () => happened(stage, "frozen").length;
    const goesOn = () => {
      const seconds = (performance.now() - began) / 1000;
      return seconds < (short ? 4 : 20) || (frozen() < FROZEN && seconds < 60);
    };
    const load = (async () => {
      for (let turn = 0; goesOn(); turn += 1) {
        const burst = Array.from({ length: 1 + Math.floor(Math.random() * 6) }, () => mixed(turn));
        await Promise.all(burst.map((each) => stage.ask(each)));
        await randomPause(400);
      }
    })();
    let stops = 0;
    while (goesOn()) {
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
    const account = await stage.account();
    const complaints = notDone(stage);
    if (frozen() < FROZEN) complaints.push(`instances were frozen only ${frozen()} times`);
    const notes = [`frozen ${frozen()} times by the host, and stopped ${stops} times at random`];
    const ms = stage.answers.map((answer) => answer.ms);
    return [rowOf({ name: "freeze and thaw", host: "serverless", account, ms, notes, complaints })];
  } finally {
    await stage.close();
  }
}

const randomPause = (mostMs: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * mostMs));
