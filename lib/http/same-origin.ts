import { hostOf } from "./host-of";

/**
 * Whether a browser sent the request from a page of this very site, or no browser did. Browsers
 * set `Sec-Fetch-Site` and `Origin` themselves: a page elsewhere cannot forge them.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (!origin) return true;
  const from = URL.parse(origin);
  const asked = hostOf(headers);
  if (!from || !asked) return false;
  // As an address, too: a header may spell its host in capitals, or name the default port.
  return URL.parse(`${from.protocol}//${asked}`)?.host === from.host;
}
