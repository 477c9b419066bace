import { type Ask, mixed, view } from "./ask.ts";
import { compare, heldTooLong, toldOf, unanswered, undelivered } from "./fault-checks.ts";
import type { Fault } from "./faults.ts";
import type { Fire } from "./fire.ts";
import { until } from "../until.ts";
import { pace } from "./pacer.ts";
import { type Row, rowOf } from "./row.ts";
import { type HostKind, onNextStart, onServerless } from "./open.ts";
import type { Stage } from "./stage.ts";

const PER_SECOND = 20;
/** Until what was kept is sent again, and what was under way has been given up. */
const RECOVERY_MS = 20_000;
/** A task that waits holds its place in the instance: a full one would make responses wait. */
const serverless = { concurrency: 100 };

/** Lets PostHog fail under a steady load, beside a host whose PostHog is well. */
export async function faultRow(fault: Fault, kind: HostKind, fire: Fire): Promise<Row> {
  const seconds = fire.short ? 3 : 10;
  const afterTimeoutMs = fire.short && fault.done === "none" ? 3_000 : 10_000;
  const open = kind === "serverless" ? onServerless : onNextStart;
  const options = { build: fire.builds[kind], afterTimeoutMs, serverless };
  const [stage, beside] = await Promise.all([
    open({ ...options, posthogHost: fault.posthogHost }),
    open(options),
  ]);
  try {
    if (fault.behaviour) stage.sink.behave(fault.behaviour());
    if (fault.away === "for good") await stage.takeSinkAway();
    const ask = (of: Stage, turn: number) => of.ask(mixOf(fault, turn));
    // Neither is measured while it is cold.
    await Promise.all([stage, beside].map((each) => pace(PER_SECOND, 1, (n) => ask(each, n))));
    if (fault.away === "while it lasts") await stage.takeSinkAway();
    const { ms, msWithout, complaints } = await compare(() =>
      pacedMs(seconds, [stage, beside], ask),
    );
    await stage.settle();
    const told = toldOf(fault, stage.log.read());
    const recovered = await recover(stage, fault, kind);

    const account = await stage.account();
    const without = await beside.account();
    const quiet = { name: "the host beside it", host: kind, ms: [], notes: [], complaints: [] };
    return rowOf({
      name: fault.name,
      host: kind,
      account,
      ms,
      msWithout,
      notes: [fault.note, ...recovered.notes].filter((note) => note !== undefined),
      complaints: [
        ...complaints,
        ...unanswered(account),
        ...heldTooLong(account, without, afterTimeoutMs),
        ...told,
        ...recovered.complaints,
        ...undelivered(fault, account, kind),
        ...rowOf({ ...quiet, account: without }).complaints,
      ],
    });
  } finally {
    await Promise.all([stage.close(), beside.close()]);
  }
}

/** How long each host's responses took: both are asked the same, at the same rate, by turns. */
async function pacedMs(
  seconds: number,
  stages: readonly [Stage, Stage],
  ask: (stage: Stage, turn: number) => Promise<{ ms: number }>,
): Promise<[number[], number[]]> {
  const timed = await pace(2 * PER_SECOND, seconds, async (turn) => {
    const which = turn % 4 === 0 || turn % 4 === 3 ? 0 : 1;
    return { which, ms: (await ask(stages[which], Math.floor(turn / 2))).ms };
  });
  const of = (stage: number) => timed.flatMap(({ which, ms }) => (which === stage ? [ms] : []));
  return [of(0), of(1)];
}

const mixOf = ({ tenth }: Fault, turn: number): Ask =>
  tenth && turn % 10 === 9 ? tenth : mixed(turn);

/** PostHog is well again: what was kept has to come by itself, where a process runs on. */
async function recover(stage: Stage, { delivered, done }: Fault, kind: HostKind) {
  const result = { notes: [] as string[], complaints: [] as string[] };
  const kept = stage.undelivered();
  if (delivered !== "all" || done === "all") return result;
  await stage.bringSinkBack();
  if (kind === "serverless") {
    // A frozen instance sends nothing: the next view thaws it.
    await stage.ask(view());
  }
  const recoveredAt = performance.now();
  await until(() => stage.undelivered() === 0, RECOVERY_MS);
  const seconds = ((performance.now() - recoveredAt) / 1000).toFixed(1);
  const left = stage.undelivered();
  if (kept > 0) {
    result.notes.push(
      kind === "serverless"
        ? `${kept} events were kept, ${kept - left} went out with the next view, ${left} did not`
        : `${kept} events were kept, ${kept - left} went out by themselves within ${seconds} s`,
    );
  }
  if (left > 0 && kind === "next start") {
    result.complaints.push(`${left} events did not go out when PostHog was back`);
  }
  return result;
}
