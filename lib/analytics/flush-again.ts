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
