import "server-only";
import { getCache } from "@vercel/functions";
import type { TaskState } from "./log-line";
import type { Task, TaskChange } from "./task";
import { env } from "../env";
import { sharedReceipts } from "../fleet/shared-receipts";
import { atMost } from "../process/at-most";
import { perProcess } from "../process/per-process";
import { UNKNOWN_REQUEST } from "../http/request-id";

/** What became of one task. Times are milliseconds since the epoch, by the server's clock. */
export interface TaskReceipt {
  task: string;
  /** The `run=` of its log lines. */
  run: string;
  state: TaskState;
  scheduledAt?: number;
  /** Next starts tasks as the response closes, so this is also when the response was sent. */
  startedAt?: number;
  endedAt?: number;
  ms?: number;
  error?: string;
}

export interface Receipt {
  requestId: string;
  tasks: TaskReceipt[];
}

export const MAX_RECEIPTS = 1_000;
export const MAX_AGE_MS = 10 * 60_000;
const SHARED_WRITE_TIMEOUT_MS = 1_000;

const timeOf = {
  scheduled: "scheduledAt",
  start: "startedAt",
  done: "endedAt",
  failed: "endedAt",
  timeout: "endedAt",
} as const satisfies Record<TaskState, keyof TaskReceipt>;

interface Kept {
  tasks: Map<Task, TaskReceipt>;
  openedAt: number;
  shared: Promise<void>;
}
const kept = () => perProcess("receipts", () => new Map<string, Kept>());

/** Insertion order is age order, so what has to go is always in front. */
function evict(now: number): void {
  for (const [requestId, { openedAt }] of kept()) {
    if (kept().size <= MAX_RECEIPTS && now - openedAt < MAX_AGE_MS) return;
    kept().delete(requestId);
  }
}

// The page and the route that reads its receipt may run in different instances. By default Vercel's
// cache hashes keys to 32 bits, and one visitor's id could find another's receipt.
const sharedCache = () =>
  env().onVercel
    ? getCache({ namespace: "receipts", keyHashFunction: (requestId) => requestId })
    : sharedReceipts();

/** Writes after the writes before it, and gives up after a second: a receipt never holds a task. */
function share(requestId: string, receipt: Kept): Promise<void> {
  const cache = sharedCache();
  if (!cache) return Promise.resolve();
  const write = async () => {
    const value = { requestId, tasks: [...receipt.tasks.values()] };
    const ttl = MAX_AGE_MS / 1000;
    const why = await atMost(SHARED_WRITE_TIMEOUT_MS, () => cache.set(requestId, value, { ttl }));
    if (why) console.warn("The receipt could not be shared with other instances:", why);
  };
  receipt.shared = receipt.shared.then(write);
  return receipt.shared;
}

/**
 * Notes a task's state in its request's receipt. It is readable in this process at once; resolves
 * when other instances see it too, and never rejects. Does nothing where receipts are off
 * (`AFTER_RECEIPTS`), and for requests without an id of their own: they would share one receipt.
 */
export async function keepReceipt({ task, state, ...end }: TaskChange): Promise<void> {
  const { requestId, name, run } = task;
  if (!env().receipts || requestId === UNKNOWN_REQUEST) return;
  const now = Date.now();
  const receipt = kept().get(requestId) ?? open(requestId, now);
  const before = receipt.tasks.get(task) ?? { task: name, run, state };
  receipt.tasks.set(task, { ...before, ...end, state, [timeOf[state]]: now });
  evict(now);
  await share(requestId, receipt);
}

function open(requestId: string, openedAt: number): Kept {
  const receipt = { tasks: new Map<Task, TaskReceipt>(), openedAt, shared: Promise.resolve() };
  kept().set(requestId, receipt);
  return receipt;
}

/** The receipt of a request that this process serves, so far; an empty one if it has none. */
export const receiptSoFar = (requestId: string): Receipt => ({
  requestId,
  tasks: [...(kept().get(requestId)?.tasks.values() ?? [])],
});

/** The receipt of any request, or undefined where none is kept (any more). Never throws. */
export async function readReceipt(requestId: string): Promise<Receipt | undefined> {
  evict(Date.now());
  const own = receiptSoFar(requestId);
  if (own.tasks.length > 0) return own;
  try {
    return ((await sharedCache()?.get(requestId)) as Receipt | null | undefined) ?? undefined;
  } catch (error) {
    console.warn("The receipts of other instances could not be read:", error);
    return undefined;
  }
}
