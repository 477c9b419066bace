import "server-only";
import { isbot } from "isbot";
import { isShownAgain } from "../http/after-action";
import { isFetchedAgain } from "../http/page-address";
import { reasonNotToTrack, type Refusal } from "./consent";

/** Why a request for a page leaves no event behind, or none yet: `loaded ahead`. */
export type NotCounted = Refusal | "not a page load" | "loaded ahead" | "bot";

/**
 * Why this render of a page is not a view, or undefined when a person really loads the page.
 *
 * A Server Action renders its page again, in the same request (`next-action`) or, without
 * JavaScript, after a redirect. Next's router may fetch the page that it shows already. A browser may
 * load pages ahead that nobody asked for yet (`Sec-Purpose: prefetch`). A Server Component cannot see
 * the method and the address: proxy.ts passes them on, and where it does not run every request counts
 * as a GET of another page.
 */
export function reasonNotAView(headers: Headers): NotCounted | undefined {
  const isAgain = headers.has("next-action") || isShownAgain(headers) || isFetchedAgain(headers);
  if (isAgain) return "not a page load";
  if ((headers.get("x-request-method") ?? "GET") !== "GET") return "not a page load";
  const purpose = `${headers.get("sec-purpose")} ${headers.get("purpose")}`.toLowerCase();
  if (purpose.includes("prefetch")) return "loaded ahead";
  return reasonNotAVisitor(headers);
}

/** Why whoever sent this request is nobody whose view counts: a bot, or a visitor who said no. */
export function reasonNotAVisitor(headers: Headers): Refusal | "bot" | undefined {
  const userAgent = headers.get("user-agent");
  // Every browser names itself.
  if (!userAgent || isbot(userAgent)) return "bot";
  return reasonNotToTrack(headers);
}
