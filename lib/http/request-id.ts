import { z } from "zod";
import { perProcess } from "../process/per-process";

export const requestIdSchema = z.uuid();

/** What stands for the id where proxy.ts did not run. */
export const UNKNOWN_REQUEST = "unknown";

/**
 * The id that proxy.ts gave this request, the same as in the response's `x-request-id`.
 * {@link UNKNOWN_REQUEST} where proxy.ts did not run, of which the log says so once, and where the
 * headers cannot be read any more. Never throws.
 */
export function requestIdOf(headers: Headers | undefined): string {
  if (!headers) return UNKNOWN_REQUEST;
  const id = requestIdSchema.safeParse(headers.get("x-request-id")).data;
  if (!id) perProcess("no proxy", sayThatProxyIsMissing);
  return id ?? UNKNOWN_REQUEST;
}

function sayThatProxyIsMissing(): true {
  console.warn(
    "A request came that proxy.ts did not see: it is missing, or its matcher is too narrow. Tasks " +
      `of such requests have request=${UNKNOWN_REQUEST}, no receipt, and a HEAD counts as a view.`,
  );
  return true;
}
