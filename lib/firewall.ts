import "server-only";
import { checkRateLimit } from "@vercel/firewall";
import { env } from "./env";
import { perProcess } from "./per-process";

/** The rule's "Rate limit ID" in the project's firewall. */
export const FIREWALL_RULE = "api-track";

/** The window that a new rule has; the firewall does not tell the rule's own. */
export const FIREWALL_WINDOW_S = 60;

const PATIENCE_MS = 500;
const PAUSE_MS = 60_000;
const NEVER = Number.POSITIVE_INFINITY;

/** Set by the platform. A client's own headers stay here: large ones would make the check fail. */
const ASKED_WITH = ["host", "x-real-ip", "x-forwarded-for"];

/**
 * Whether Vercel's firewall limits this client, by the rule {@link FIREWALL_RULE}. False elsewhere,
 * where the project has no such rule (an instance asks once), and where the firewall does not
 * answer within half a second (not asked again for a minute). Says the latter two in the log, once.
 * Never throws.
 */
export async function isLimitedByFirewall(request: Headers): Promise<boolean> {
  if (!env().onVercel) return false;
  const firewall = perProcess("firewall", () => ({ answers: false, askFrom: 0 }));
  if (Date.now() < firewall.askFrom) return false;
  // Until it is known to answer, one request asks and the others need not wait for it.
  if (!firewall.answers) firewall.askFrom = NEVER;
  const headers = new Headers();
  for (const name of ASKED_WITH) headers.set(name, request.get(name) ?? "");
  try {
    const { rateLimited, error } = await inTime(checkRateLimit(FIREWALL_RULE, { headers }));
    const found = error !== "not-found"; // if not, the package says so in the log
    Object.assign(firewall, { answers: found, askFrom: found ? 0 : NEVER });
    return rateLimited;
  } catch (error) {
    const pausing = Date.now() < firewall.askFrom && firewall.askFrom < NEVER;
    if (!pausing) {
      console.warn("Vercel's firewall could not be asked, so each instance limits alone:", error);
    }
    Object.assign(firewall, { answers: false, askFrom: Date.now() + PAUSE_MS });
    return false;
  }
}

/** The package waits as long as the network does. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const patience = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    patience.reject(new Error(`no answer within ${PATIENCE_MS} ms`));
  }, PATIENCE_MS);
  try {
    return await Promise.race([answer, patience.promise]);
  } finally {
    clearTimeout(timer);
  }
}
