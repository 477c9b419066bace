/**
 * Makes many callers share one flush of a queue: at most one runs and one waits, so under load a
 * caller waits for at most two, whatever the rate. (Flushes of posthog-node queue behind each
 * other: one per request holds every task longer and longer once rate × round trip exceeds 1.)
 *
 * Queue first, then call: the flush that the returned promise stands for begins after the call, so
 * it carries what the caller queued, and its failure is this caller's failure.
 */
export function shareFlush(flush: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let waiting: Promise<void> | undefined;

  async function start(): Promise<void> {
    running = flush();
    try {
      await running;
    } finally {
      running = undefined;
    }
  }

  async function startAfter(previous: Promise<void>): Promise<void> {
    await Promise.allSettled([previous]);
    waiting = undefined;
    await start();
  }

  return () => {
    if (waiting) return waiting;
    if (!running) return start();
    waiting = startAfter(running);
    return waiting;
  };
}

/**
 * Makes a flush that failed be tried again by itself, `everyMs` later and until one succeeds, so
 * that what it left in the queue goes out although nobody comes with more. The caller is told of
 * the first failure at once; the later ones are nobody's. The timer keeps no process running, and
 * a frozen instance has none: there it is overdue, and fires, when the next request thaws it.
 */
export function flushAgain(flush: () => Promise<void>, everyMs: number): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;

  function later(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      flush().catch(later);
    }, everyMs).unref();
  }

  return async () => {
    try {
      await flush();
    } catch (error) {
      later();
      throw error;
    }
  };
}
