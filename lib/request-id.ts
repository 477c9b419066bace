import { z } from "zod";

export const requestIdSchema = z.uuid();

/**
 * The id that proxy.ts gave this request, the same as in the response's `x-request-id`.
 * "unknown" where proxy.ts did not run. Never throws.
 */
export function requestIdOf(headers: Headers): string {
  return requestIdSchema.safeParse(headers.get("x-request-id")).data ?? "unknown";
}
