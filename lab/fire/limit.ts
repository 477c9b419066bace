import { fireRoute } from "./ask.ts";
import type { Fire } from "./fire.ts";
import { flood } from "./flood.ts";
import { type Row, rowOf } from "./row.ts";
import { onNextStart } from "./open.ts";

const TASKS_A_REQUEST = 100;
/** What lib/analytics/posthog.ts lets wait, and what its client can queue before it drops the oldest. */
const MAY_WAIT = 5_000;
const QUEUE = 10_000;
const ENOUGH = (QUEUE * 1.2) / TASKS_A_REQUEST;

/** More events than the client can queue, while PostHog does not answer: what it drops is said. */
export async function limitRow({ builds }: Fire): Promise<Row[]> {
  const stage = await onNextStart({ build: builds["next start"], afterTimeoutMs: 30_000 });
  try {
    const names = Array.from({ length: TASKS_A_REQUEST }, (_, task) => `burst-${task}`);
    stage.sink.behave("hang");
    const ms = await flood(stage, [fireRoute("burst", names)], { amount: ENOUGH, connections: 10 });
    stage.sink.behave("accept");
    const account = await stage.account();
    const complaints =
      account.failed > 0 && account.done >= MAY_WAIT
        ? []
        : [`${account.done} tasks were done and ${account.failed} failed, and some of each must`];
    const notes = [`the ${MAY_WAIT} that may wait are done, and the others fail at once`];
    return [
      rowOf({ name: "more than may wait", host: "next start", account, ms, notes, complaints }),
    ];
  } finally {
    await stage.close();
  }
}
