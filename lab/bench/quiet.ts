import { cpus } from "node:os";
import type { Served } from "./served.ts";

const sum = (values: number[]) => values.reduce((before, value) => before + value, 0);

/** CPU time in ms: of all cores, spent or not, and what is spent, in all and by us. */
async function read(servers: readonly Served[]) {
  const times = cpus().map(({ times: each }) => each);
  const all = sum(times.flatMap((each) => Object.values(each)));
  const { user, system } = process.cpuUsage();
  const own = [
    (user + system) / 1_000,
    ...(await Promise.all(servers.map((each) => each.cpuMs()))),
  ];
  return { all, busy: all - sum(times.map(({ idle }) => idle)), own: sum(own) };
}

/**
 * Begins to watch how quiet the machine is. Returns what tells how much of all its cores others than
 * these servers and this process have used since, in percent.
 */
export async function watchOthers(servers: readonly Served[]): Promise<() => Promise<number>> {
  const before = await read(servers);
  return async () => {
    const now = await read(servers);
    const others = now.busy - before.busy - (now.own - before.own);
    return Math.max(0, (100 * others) / (now.all - before.all));
  };
}
