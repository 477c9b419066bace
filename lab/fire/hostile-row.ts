import type { Fire } from "./fire.ts";
import { INSPECTABLE } from "../inspector.ts";
import { hostileEnv } from "./hostile/settings.ts";
import { throwHostileInput } from "./hostile/throw.ts";
import { type HostKind, onNextStart, onServerless } from "./open.ts";
import { type Row, rowOf } from "./row.ts";

const FULL = 5_000;
/** On the serverless host a body that never ends holds a place until the instance is killed. */
const SERVERLESS = 300;
const SHORT = 400;
const AFTER_TIMEOUT_MS = 3_000;

/** Hostile input: what of it was taken is accounted for, and the rest schedules nothing. */
export async function hostileRows({ short, seed, builds }: Fire): Promise<Row[]> {
  const row = async (kind: HostKind, count: number): Promise<Row> => {
    const env = { ...hostileEnv, ...(kind === "next start" && { NODE_OPTIONS: INSPECTABLE }) };
    const options = { build: builds[kind], afterTimeoutMs: AFTER_TIMEOUT_MS, env };
    const stage = await (kind === "next start" ? onNextStart(options) : onServerless(options));
    try {
      const outcome = await throwHostileInput(stage.host, stage.sink, count, seed);
      const { acceptedIds, refusedIds, complaints } = outcome;
      for (const id of acceptedIds) stage.answers.push({ ...blank, id, status: 200 });
      for (const id of refusedIds) stage.answers.push({ ...blank, id, status: 400 });
      const account = await stage.account();
      const notes = [
        `${outcome.requests} hostile messages, ${outcome.responses} answers; ${acceptedIds.length} of them were taken, and the requests above are those that got an id`,
        `repeat it with --seed ${seed}`,
        ...outcome.notes,
      ];
      return rowOf({ name: "hostile input", host: kind, account, ms: [], notes, complaints });
    } finally {
      await stage.close();
    }
  };
  const rows = [await row("next start", short ? SHORT : FULL)];
  if (!short) rows.push(await row("serverless", SERVERLESS));
  return rows;
}

/** What is known of an answer whose bytes the hostile client read itself. */
const blank = { whole: true, platformId: undefined, tasks: [], ms: 0 };
