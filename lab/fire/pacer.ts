/**
 * Calls `next` so many times a second for so many seconds, whether or not earlier calls have come
 * back: a slow server gets no fewer requests. Resolves with what they all resolved with.
 */
export async function pace<T>(
  perSecond: number,
  seconds: number,
  next: (turn: number) => Promise<T>,
): Promise<T[]> {
  const started = performance.now();
  const calls: Promise<T>[] = [];
  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    const due = started + (turn * 1000) / perSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    calls.push(next(turn));
  }
  return Promise.all(calls);
}

/** The value below which so many percent of them lie (nearest rank). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}
