import { total } from "./account.ts";
import { track } from "./ask.ts";
import type { Fire } from "./fire.ts";
import { type Row, rowOf } from "./row.ts";
import { accountOf, signalled } from "./shutdown.ts";
import { onNextStart } from "./open.ts";

const AFTER_RESTART = 20;

/** SIGKILL in the middle of a load, and a restart: what is lost is counted, nothing comes twice. */
export async function sigkillRow({ builds, short }: Fire): Promise<Row[]> {
  const accounts = [];
  const complaints: string[] = [];
  const rounds = short ? 1 : 5;
  for (let round = 1; round <= rounds; round += 1) {
    const options = { build: builds["next start"], afterTimeoutMs: 3_000 };
    const killed = await onNextStart(options);
    try {
      await signalled(killed, "SIGKILL");
      const restarted = await onNextStart(options, killed);
      try {
        await Promise.all(Array.from({ length: AFTER_RESTART }, () => restarted.ask(track())));
        await restarted.settle();
      } finally {
        await restarted.host.stop();
      }
      accounts.push(accountOf([killed, restarted]));
      const left = [...restarted.log.read().values()].filter(({ count }) => count.done !== 1);
      if (left.length > 0) complaints.push(`${left.length} tasks were not done after the restart`);
    } finally {
      await killed.close();
    }
  }
  const account = total(accounts);
  const twice = account.unaccounted.filter(({ count }) => Math.max(...Object.values(count)) > 1);
  if (twice.length > 0) complaints.push(`${twice.length} tasks have a state twice`);
  const lost = account.unaccounted.length;
  const notes = [
    `${rounds} times with a restart, ${lost} of ${account.scheduled} tasks had no end: best effort means this`,
  ];
  const row = { name: "SIGKILL", host: "next start" as const, account, ms: [], notes, complaints };
  return [rowOf({ ...row, killedBy: "SIGKILL" })];
}
