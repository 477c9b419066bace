import "server-only";
import { addressOf } from "../http/client-address";
import { hostOf } from "../http/host-of";
import { pageAddressOf } from "../http/page-address";

const MAX_URL = 2_000;

/**
 * Parameters of an address that no event says: the secret in a link that was mailed, or in a sign-in.
 * Add yours, such as what is searched for.
 */
const PRIVATE_PARAMETERS = ["token", "code"];

/** Where an event happened, and where its visitor came from: null for nowhere, absent if unknown. */
export interface PageOfEvent {
  url?: string | undefined;
  referrer?: string | null | undefined;
}

/** The page that a request asks for, or whose action it calls, as the visitor's browser names it. */
export function pageOf(request: Headers): PageOfEvent {
  const url = pageAddressOf(request);
  if (!url) return {};
  // Next knows itself by the address that it listens on. The first proxy knows what was asked for.
  url.port = "";
  url.protocol = request.get("x-forwarded-proto")?.split(",")[0]?.trim() ?? url.protocol;
  url.host = hostOf(request) ?? url.host;
  return { url: url.href };
}

/** The same without an address that is endless. */
export const boundedPage = ({ url = "", referrer }: PageOfEvent): PageOfEvent => ({
  url: url.length <= MAX_URL ? url : undefined,
  referrer: (referrer ?? "").length <= MAX_URL ? referrer : undefined,
});

/** What PostHog's web analytics is built on, under the names that posthog-js gives it. */
export type WebProperties = Record<string, string>;

/**
 * The page, its referrer, and the visitor's browser and, where wanted, address as the properties of
 * an event. What is no address of the web, endless, or private is left out. Never throws.
 */
export function webPropertiesOf(
  request: Headers,
  page: PageOfEvent,
  withAddress: boolean,
): WebProperties {
  const { url: asked, referrer: from } = boundedPage(page);
  const url = webAddress(asked);
  const referrer = webAddress(from);
  const userAgent = request.get("user-agent");
  const address = withAddress && addressOf(request);
  return {
    ...(url && { $current_url: url.href, $host: url.host, $pathname: url.pathname }),
    ...(referrer && { $referrer: referrer.href, $referring_domain: referrer.host }),
    // As posthog-js says it.
    ...(page.referrer === null && { $referrer: "$direct", $referring_domain: "$direct" }),
    ...(userAgent && { $raw_user_agent: userAgent }),
    ...(address && { $ip: address }),
  };
}

function webAddress(text: string | null | undefined): URL | undefined {
  const url = text ? URL.parse(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  for (const name of PRIVATE_PARAMETERS) {
    // To delete what is not there would write the others anew.
    if (url.searchParams.has(name)) url.searchParams.delete(name);
  }
  return url;
}
