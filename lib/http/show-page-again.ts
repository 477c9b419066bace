import "server-only";
import type { Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";

/** The address that a request asked for, as proxy.ts passes it on: a Server Component cannot see it. */
const ADDRESS_HEADER = "x-request-url";
const MARK = "after-action";

/**
 * The last line of a Server Action that must work without JavaScript. There its form is a plain
 * POST, and Next answers it with the page's dynamic parts only, without the static shell
 * (vercel/next.js#92992): this sends the browser to the whole page, at an address that tells that
 * it is no new view. With JavaScript it does nothing. Throws Next's redirect: do not catch it.
 */
export async function showPageAgain(): Promise<void> {
  const request = await headers();
  const address = pageAddressOf(request);
  if (request.has("next-action") || !address) return;
  address.searchParams.set(MARK, "");
  redirect(`${address.pathname}${address.search}` as Route);
}

/** Whether a request is for a page that {@link showPageAgain} sent the browser to. */
export const isShownAgain = (request: Headers): boolean =>
  pageAddressOf(request)?.searchParams.has(MARK) ?? false;

/** The address that a request asked for, or null where proxy.ts did not run. */
export const pageAddressOf = (request: Headers): URL | null =>
  URL.parse(request.get(ADDRESS_HEADER) ?? "");
