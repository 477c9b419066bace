/**
 * How long this browser waited, in whole ms, from its request to the last byte of the response, or
 * undefined while that is not over, and where the browser does not tell. A response is known by the
 * request's id in its Server-Timing header, the only one of its headers that a page can read.
 */
export function responseMs(requestId: string): number | undefined {
  const entries = performance.getEntries() as PerformanceResourceTiming[];
  const entry = entries.find((each) => requestIdOf(each) === requestId);
  return entry?.responseEnd ? Math.round(entry.responseEnd - entry.requestStart) : undefined;
}

/** The request's id of a response, if this site's proxy gave it one. */
export const requestIdOf = ({ serverTiming }: PerformanceResourceTiming): string | undefined =>
  serverTiming?.find(({ name }) => name === "request")?.description;
