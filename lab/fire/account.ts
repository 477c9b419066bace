import type { Receipt } from "../../lib/after/receipts";
import type { SinkEvent } from "../../e2e/posthog-ingestion.ts";
import type { Answer } from "./ask.ts";
import { endsOf, keyOf, runOf, silentTask, type Task } from "./task-log.ts";

/** What is known from the outside of everything that one row asked for. */
export interface Evidence {
  /** One for each request that was sent. */
  answers: readonly Answer[];
  /** The runs of their tasks, each by its `runOf`. */
  tasks: ReadonlyMap<string, Task>;
  /** What the sink accepted, and all that arrived there. */
  events: readonly SinkEvent[];
  attempts: readonly SinkEvent[];
  receipts: readonly Receipt[];
  /** Receipts that should still be kept and were not found. */
  receiptsGone: number;
}

export interface Account {
  requests: number;
  responses: number;
  scheduled: number;
  started: number;
  done: number;
  failed: number;
  timedOut: number;
  /** Runs without exactly one start and one end, or beyond one a task, 2xx without their task, lines of nobody. */
  unaccounted: Task[];
  /** Events at the sink, by uuid. */
  events: number;
  /** Events beyond one a run, and tasks done more than once, in one run or in several. */
  duplicates: number;
  /** Events that arrived again with the same uuid: PostHog keeps one of each. */
  repeats: number;
  /** Tasks that said they failed or were given up, and whose event never arrived. */
  lost: number;
  /** The longest that a task was held, in ms. */
  longestMs: number;
  complaints: string[];
}

const without = new Set(["endless", "slow", "stuck", "product_revalidated", "outbox"]);
const sendsEvent = ({ task }: Task) => !without.has(task);
const sum = (values: Iterable<number>) => [...values].reduce((before, value) => before + value, 0);

/** Accounts for every task of a row: each was scheduled, started and ended exactly once, or else. */
export function account(evidence: Evidence): Account {
  const { answers, attempts, receipts, receiptsGone } = evidence;
  // What the outbox sends is no task's.
  const events = evidence.events.filter(({ event }) => event !== "order_placed");
  const tasks = [...evidence.tasks.values()];
  const complaints: string[] = [];
  const complain = (count: number, what: string) => {
    if (count > 0) complaints.push(`${count} ${what}`);
  };
  const states = (of: (task: Task) => number) => sum(tasks.map(of));

  const byTask = Map.groupBy(tasks, ({ request, task }) => keyOf(request, task));
  const answered = answers.filter(({ whole, status }) => whole && status >= 200 && status < 300);
  const missing = answered.flatMap(({ id = "none", tasks: promised }) =>
    promised.filter((task) => !byTask.has(keyOf(id, task))).map((task) => silentTask(id, task)),
  );
  const uneven = tasks.filter((task) => {
    const { scheduled, start } = task.count;
    return scheduled !== 1 || start !== 1 || endsOf(task) !== 1;
  });
  const again = [...byTask.values()].flatMap(([_first, ...others]) => others);
  // A request may have scheduled its task and then lost its connection; nobody else may have.
  const known = new Set(answered.map(({ id = "none" }) => id));
  const strangers = new Set(tasks.map(({ request }) => request)).difference(known);
  const strange = [...strangers].slice(answers.length - answered.length);

  const accepted = Map.groupBy(events, ({ properties }) => String(properties.request_id));
  const byRequest = Map.groupBy(tasks.filter(sendsEvent), ({ request }) => request);
  const distinct = new Set(events.map(({ uuid }) => uuid)).size;
  let extra = 0;
  let silent = 0;
  let lost = 0;
  for (const [request, theirs] of byRequest) {
    const arrived = new Set(accepted.get(request)?.map(({ uuid }) => uuid)).size;
    const done = sum(theirs.map(({ count }) => count.done));
    extra += Math.max(0, arrived - theirs.length);
    silent += Math.max(0, done - arrived);
    lost += Math.max(0, theirs.length - Math.max(arrived, done));
  }
  const orphans = [...accepted.keys()].filter((request) => !byRequest.has(request));
  const unequal = receipts.flatMap(({ requestId: request, tasks: entries }) =>
    entries.filter((entry) => {
      const end = evidence.tasks.get(runOf({ ...entry, request }))?.end;
      if (!end) return entry.endedAt !== undefined;
      return entry.state !== end.state || entry.ms !== end.ms || entry.error !== end.error;
    }),
  );
  const kept = new Map(receipts.map((each) => [each.requestId, each.tasks.map(({ run }) => run)]));
  const unkept = tasks.filter(({ request, run }) => kept.get(request)?.includes(run) === false);
  const uncalled = tasks.filter(({ request }) => strange.includes(request));
  const unaccounted = [...new Set([...missing, ...uneven, ...again, ...uncalled])];
  const timesDone = [...byTask.values()].map((runs) => sum(runs.map(({ count }) => count.done)));
  const duplicates = extra + sum(timesDone.map((times) => Math.max(0, times - 1)));

  complain(duplicates, "duplicates");
  // Also where a process was killed, which is why tasks may lack their end.
  complain(again.length, "runs of tasks that had run in their request before");
  complain(silent, "tasks said done, and their event is not at the sink");
  complain(orphans.length, "requests whose event arrived without a task of theirs");
  complain(receiptsGone, "receipts are gone that should be kept");
  complain(unequal.length, "receipts that do not agree with the log lines");
  complain(unkept.length, "runs that their request's receipt does not hold");
  return {
    requests: answers.length,
    responses: answered.length,
    scheduled: states(({ count }) => count.scheduled),
    started: states(({ count }) => count.start),
    done: states(({ count }) => count.done),
    failed: states(({ count }) => count.failed),
    timedOut: states(({ count }) => count.timeout),
    unaccounted,
    events: distinct,
    duplicates,
    repeats: attempts.length - new Set(attempts.map(({ uuid }) => uuid)).size,
    lost,
    longestMs: Math.max(0, ...tasks.map(({ end }) => end?.ms ?? 0)),
    complaints,
  };
}

/** One account for several hosts that did the same. */
export function total(accounts: readonly Account[]): Account {
  const add = (of: (each: Account) => number) => sum(accounts.map(of));
  return {
    requests: add(({ requests }) => requests),
    responses: add(({ responses }) => responses),
    scheduled: add(({ scheduled }) => scheduled),
    started: add(({ started }) => started),
    done: add(({ done }) => done),
    failed: add(({ failed }) => failed),
    timedOut: add(({ timedOut }) => timedOut),
    unaccounted: accounts.flatMap(({ unaccounted }) => unaccounted),
    events: add(({ events }) => events),
    duplicates: add(({ duplicates }) => duplicates),
    repeats: add(({ repeats }) => repeats),
    lost: add(({ lost }) => lost),
    longestMs: Math.max(...accounts.map(({ longestMs }) => longestMs)),
    complaints: accounts.flatMap(({ complaints }) => complaints),
  };
}
