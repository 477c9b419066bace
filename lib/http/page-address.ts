/** The address that a request asked for, as proxy.ts passes it on: a Server Component cannot see it. */
export const ADDRESS_HEADER = "x-request-url";

/** The address that a request asked for, or null where proxy.ts did not run. */
export const pageAddressOf = (request: Headers): URL | null =>
  URL.parse(request.get(ADDRESS_HEADER) ?? "");

/**
 * Whether Next's router asks for the page that the browser shows already: a refresh, a click on a link
 * to it, and going back or forward after a Server Action, which empties the router's cache. The browser
 * says the page in `Referer`; where a `Referrer-Policy` forbids that, such a request looks like a click.
 */
export function isFetchedAgain(request: Headers): boolean {
  const [address, from] = [pageAddressOf(request), URL.parse(request.get("referer") ?? "")];
  return !isForDocument(request) && address !== null && from !== null && isSamePage(address, from);
}

/** By what every browser accepts for a document. (Next hides the `rsc` header of its router.) */
const isForDocument = (request: Headers): boolean =>
  request.get("accept")?.includes("text/html") ?? false;

/** The host may differ: behind a reverse proxy the server knows itself by another name. */
const isSamePage = (one: URL, other: URL): boolean => pageOf(one) === pageOf(other);

function pageOf({ pathname, searchParams }: URL): string {
  const search = new URLSearchParams(searchParams);
  // Next adds it to what its router fetches.
  search.delete("_rsc");
  return `${pathname.replace(/\/$/, "")}?${search.toString()}`;
}
