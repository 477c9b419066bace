import "server-only";
import { getCache } from "@vercel/functions";
import type { TaskState } from "./log-line";
import { env } from "../env";
import { perProcess } from "../process/per-process";
import { UNKNOWN_REQUEST } from "../http/request-id";

/** What became of one task. Times are milliseconds since the epoch, by the server's clock. */
export interface TaskReceipt {
  task: string;
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

type Kept = Receipt & { openedAt: number; shared: Promise<void> };
const kept = () => perProcess("receipts", () => new Map<string, Kept>());

/** Insertion order is age order, so what has to go is always in front. */
function evict(now: number): void {
  for (const [requestId, { openedAt }] of kept()) {
    if (kept().size <= MAX_RECEIPTS && now - openedAt < MAX_AGE_MS) return;
    kept().delete(requestId);
  }
}

// On Vercel the page and the route that reads its receipt may run in different instances.
// By default the cache hashes keys to 32 bits, and one visitor's id could find another's receipt.
const sharedCache = () =>
  env().onVercel
    ? getCache({ namespace: "receipts", keyHashFunction: (requestId) => requestId })
    : undefined;

/** Writes after the ones before it, and gives up after a second: a receipt never holds a task. */
function share(receipt: Kept): Promise<void> {
  const cache = sharedCache();
  if (!cache) return Promise.resolve();
  receipt.shared = receipt.shared.then(async () => {
    const { requestId, tasks } = receipt;
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, SHARED_WRITE_TIMEOUT_MS);
    try {
      const written = cache.set(requestId, { requestId, tasks }, { ttl: MAX_AGE_MS / 1000 });
      await Promise.race([written, patience.promise]);
    } catch (error) {
      console.warn("The receipt could not be shared with other instances:", error);
    } finally {
      clearTimeout(timer);
    }
  });
  return receipt.shared;
}

/**
 * Adds a task to its request's receipt and returns the pen that writes its states. A state is
 * readable in this process at once; the promise resolves when other instances see it too. It never
 * rejects. Does nothing where receipts are off (`AFTER_RECEIPTS`) or the request has no id.
 */
export function openReceipt(requestId: string, task: string) {
  // Requests without an id of their own would share one receipt.
  if (!env().receipts || requestId === UNKNOWN_REQUEST) return { enter: () => Promise.resolve() };
  const now = Date.now();
  const receipt: Kept = kept().get(requestId) ?? {
    requestId,
    tasks: [],
    openedAt: now,
    shared: Promise.resolve(),
  };
  const entry: TaskReceipt = { task, state: "scheduled" };
  receipt.tasks.push(entry);
  kept().set(requestId, receipt);
  evict(now);
  return {
    enter(state: TaskState, end: { ms?: number; error?: string } = {}): Promise<void> {
      Object.assign(entry, { state, [timeOf[state]]: Date.now() }, end);
      return share(receipt);
    },
  };
}

/** The receipt of a request that this process serves, so far; an empty one if it has none. */
export const receiptSoFar = (requestId: string): Receipt => ({
  requestId,
  tasks: kept().get(requestId)?.tasks ?? [],
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
