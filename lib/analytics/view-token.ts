import "server-only";
import { z } from "zod";
import { perProcess } from "../process/per-process";
import { requestIdOf, UNKNOWN_REQUEST } from "../http/request-id";
import { type AnalyticsEvent, analyticsEventSchema } from "./events";
import { boundedPage, pageOf, type PageOfEvent } from "./page-of-event";

/** A tab may wait for its visitor as long; then its view is refused. */
const MAX_AGE = "24h";
/** The oldest are forgotten first; PostHog still knows a view by its uuid. */
const MAX_REMEMBERED = 10_000;

const claims = z.object({
  event: analyticsEventSchema,
  jti: z.uuid(),
  page: z.object({ url: z.string().optional(), referrer: z.string().nullish() }),
});

/** What the beacon of a page that was loaded ahead sends. */
export const signedViewSchema = z.strictObject({ view: z.string() });

/** The view that a token stands for; its `uuid` is the same however often the token comes. */
export interface LoadedAhead {
  event: AnalyticsEvent;
  page: PageOfEvent;
  uuid: string;
}

// Made anew by each build (next.config.ts), so that all its instances can read each other's tokens.
const key = () => new TextEncoder().encode(process.env.VIEW_TOKEN_KEY);

/**
 * Signs the view of a page that a browser loads ahead, for the beacon that reports it once somebody
 * looks: nobody can make up one, or change what it says. A JSON Web Token (RFC 7519).
 */
export async function signView(event: AnalyticsEvent, request: Headers): Promise<string> {
  const { SignJWT } = await import("jose");
  const page = boundedPage({ ...pageOf(request), referrer: request.get("referer") });
  const requestId = requestIdOf(request);
  return new SignJWT({ event, page })
    .setProtectedHeader({ alg: "HS256" })
    .setJti(requestId === UNKNOWN_REQUEST ? crypto.randomUUID() : requestId)
    .setIssuedAt()
    .sign(key());
}

/** What a token says, or undefined where it is forged, too old, or another build's. Never throws. */
export async function readView(token: string): Promise<LoadedAhead | undefined> {
  const { jwtVerify } = await import("jose");
  try {
    const { payload } = await jwtVerify(token, key(), {
      algorithms: ["HS256"],
      maxTokenAge: MAX_AGE,
    });
    const { event, jti, page } = claims.parse(payload);
    return { event, page, uuid: jti };
  } catch {
    return undefined;
  }
}

/** Whether this is the first time that this process sees the view: notes it. */
export function isFirstSight({ uuid }: LoadedAhead): boolean {
  const seen = perProcess("views loaded ahead", () => new Set<string>());
  if (seen.has(uuid)) return false;
  seen.add(uuid);
  for (const oldest of seen) {
    if (seen.size <= MAX_REMEMBERED) break;
    seen.delete(oldest);
  }
  return true;
}
