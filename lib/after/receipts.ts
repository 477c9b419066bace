import "server-only";
import { getCache } from "@vercel/functions";
import type { TaskState } from "./log-line";
import type { Task, TaskChange } from "./task";
import { env } from "../env";
import { shareFlush } from "../analytics/flush";
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
  /** Next starts tasks as the connection closes: the response has been sent, or the visitor has left. */
  startedAt?: number;
  endedAt?: number;
  ms?: number;
  error?: string;
}

export interface Receipt {
  requestId: string;
  tasks: TaskReceipt[];
}

/** How many receipts are kept whose tasks have all ended, and for how long after that. */
export const MAX_RECEIPTS = 1_000;
export const MAX_AGE_MS = 10 * 60_000;
/**
 * How many are kept whose tasks have not: 200 requests a second with tasks of ten seconds have 2,000.
 * They take 26 MB at most (1.3 KB each, with one task), beside what Next keeps of these requests.
 */
export const MAX_OPEN = 20_000;
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
  /** When its last task so far ended. */
  closedAt: number;
  /** Lets other instances see what it says now. */
  share: () => Promise<void>;
}

// Insertion order is the order in which they were opened, or closed: what has to go is in front.
const kept = () =>
  perProcess("receipts", () => ({
    open: new Map<string, Kept>(),
    closed: new Map<string, Kept>(),
  }));

const find = (requestId: string): Kept | undefined =>
  kept().open.get(requestId) ?? kept().closed.get(requestId);

function evict(now: number): void {
  const { open, closed } = kept();
  for (const [requestId, { closedAt }] of closed) {
    if (closed.size <= MAX_RECEIPTS && now - closedAt < MAX_AGE_MS) break;
    closed.delete(requestId);
  }
  const [oldest = ""] = open.keys();
  if (open.size > MAX_OPEN) open.delete(oldest);
}

/** Keeps it among the open ones, in its place, or when its tasks have all ended as the newest closed one. */
function file(requestId: string, receipt: Kept, now: number): void {
  const { open, closed } = kept();
  closed.delete(requestId);
  if ([...receipt.tasks.values()].some(({ endedAt }) => endedAt === undefined)) {
    open.set(requestId, receipt);
    return;
  }
  open.delete(requestId);
  receipt.closedAt = now;
  closed.set(requestId, receipt);
}

// The page and the route that reads its receipt may run in different instances. By default Vercel's
// cache hashes keys to 32 bits, and one visitor's id could find another's receipt.
const sharedCache = () =>
  env().onVercel
    ? getCache({ namespace: "receipts", keyHashFunction: (requestId) => requestId })
    : sharedReceipts();

/** Writes what the receipt says when the write begins, and gives that up after a second. */
async function writeShared(requestId: string, tasks: Kept["tasks"]): Promise<void> {
  const value = { requestId, tasks: [...tasks.values()] };
  const ttl = MAX_AGE_MS / 1000;
  const why = await atMost(SHARED_WRITE_TIMEOUT_MS, async () =>
    sharedCache()?.set(requestId, value, { ttl }),
  );
  if (why) console.warn("The receipt could not be shared with other instances:", why);
}

/**
 * Notes a task's state in its request's receipt. It is readable in this process at once; resolves
 * when other instances see it too, or after a second: a receipt never holds a task for longer. Never
 * rejects. Does nothing where receipts are off (`AFTER_RECEIPTS`), and for requests without an id of
 * their own: they would share one receipt.
 */
export async function keepReceipt({ task, state, ...end }: TaskChange): Promise<void> {
  const { requestId, name, run } = task;
  if (!env().receipts || requestId === UNKNOWN_REQUEST) return;
  const now = Date.now();
  const receipt = find(requestId) ?? newReceipt(requestId);
  const before = receipt.tasks.get(task) ?? { task: name, run, state };
  receipt.tasks.set(task, { ...before, ...end, state, [timeOf[state]]: now });
  file(requestId, receipt, now);
  evict(now);
  if (sharedCache()) await atMost(SHARED_WRITE_TIMEOUT_MS, receipt.share);
}

function newReceipt(requestId: string): Kept {
  const tasks: Kept["tasks"] = new Map();
  // One write is under way and one waits, however many tasks end together.
  return { tasks, closedAt: 0, share: shareFlush(() => writeShared(requestId, tasks)) };
}

/** The receipt of a request that this process serves, so far; an empty one if it has none. */
export const receiptSoFar = (requestId: string): Receipt => ({
  requestId,
  tasks: [...(find(requestId)?.tasks.values() ?? [])],
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
