import { type Path, sitePath } from "@/lib/http/site-path";

const host = process.env.VERCEL_PROJECT_PRODUCTION_URL || process.env.VERCEL_URL;

/**
 * Where the site is, also when a preview of it is looked at: what pages call themselves to search
 * engines. Vercel sets it when it builds; elsewhere set VERCEL_PROJECT_PRODUCTION_URL to the host.
 */
export const siteUrl = new URL(host ? `https://${host}` : "http://localhost:3000");

/** The whole address of one of the site's paths, as it is written outside of the site. */
export const absoluteUrl = (path: Path): string => new URL(sitePath(path), siteUrl).href;
