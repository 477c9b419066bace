import { sitePath } from "../lib/http/site-path.ts";

/** The addresses of the core's own routes, with what next.config.ts says of all addresses. */
export const routes = {
  track: sitePath("/api/track"),
  revalidate: sitePath("/api/revalidate"),
  receipt: (requestId: string) => sitePath(`/api/receipts/${requestId}`),
};

/** What the build calls the page at this address. */
export const pageOf = (path: string): string =>
  path.slice((process.env.SITE_BASE_PATH ?? "").length).replace(/(?<=.)\/$/, "");
