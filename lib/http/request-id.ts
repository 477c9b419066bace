import { z } from "zod";

export const requestIdSchema = z.uuid();

/** What stands for the id where proxy.ts did not run. */
export const UNKNOWN_REQUEST = "unknown";

/**
 * The id that proxy.ts gave this request, the same as in the response's `x-request-id`.
 * {@link UNKNOWN_REQUEST} where proxy.ts did not run. Never throws.
 */
export function requestIdOf(headers: Headers): string {
  return requestIdSchema.safeParse(headers.get("x-request-id")).data ?? UNKNOWN_REQUEST;
}
