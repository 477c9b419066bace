import "server-only";
import type { Route } from "next";
import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { AFTER_ACTION_COOKIE } from "./after-action";
import { pageAddressOf } from "./page-address";

/** Long enough for the browser to follow; if it never does, the page's next view counts after that. */
const MAX_AGE_S = 30;

/**
 * The last line of a Server Action that must work without JavaScript. There its form is a plain
 * POST, and Next answers it with the page's dynamic parts only, without the static shell
 * (vercel/next.js#92992): this sends the browser to the whole page, with a cookie that says once that
 * it is no new view. With JavaScript it does nothing. Throws Next's redirect: do not catch it.
 */
export async function showPageAgain(): Promise<void> {
  const request = await headers();
  const address = pageAddressOf(request);
  if (request.has("next-action") || !address) return;
  const cookie = { httpOnly: true, sameSite: "lax", maxAge: MAX_AGE_S } as const;
  (await cookies()).set(AFTER_ACTION_COOKIE, address.pathname, cookie);
  redirect(`${address.pathname}${address.search}` as Route);
}
