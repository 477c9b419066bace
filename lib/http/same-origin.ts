/**
 * Whether a browser sent the request from a page of this very site, or no browser did. Browsers
 * set `Sec-Fetch-Site` and `Origin` themselves: a page elsewhere cannot forge them.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin" || site === "none";
  const origin = headers.get("origin");
  if (!origin) return true;
  const host = headers.get("x-forwarded-host") ?? headers.get("host");
  return URL.parse(origin)?.host === host;
}
