import { fireRoute, mixed } from "./ask.ts";
import type { Fire } from "./fire.ts";
import { happened } from "./happened.ts";
import { onServerless } from "./open.ts";
import { pace } from "./pacer.ts";
import { type Row, rowOf } from "./row.ts";
import { slow } from "./sink-faults.ts";

const MAX_DURATION_S = 3;

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
    const answers = await pace(20, 12, (turn) =>
      stage.ask(turn % 60 === 30 ? fireRoute("stuck") : mixed(turn)),
    );
    const account = await stage.account();
    const kills = happened(stage, "killed");
    const running = new Set(kills.flatMap((kill) => kill.running));
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
