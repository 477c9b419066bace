const host = process.env.VERCEL_PROJECT_PRODUCTION_URL || process.env.VERCEL_URL;

/**
 * Where the site is, also when a preview of it is looked at: what pages call themselves to search
 * engines. Vercel sets it when it builds; elsewhere set VERCEL_PROJECT_PRODUCTION_URL to the host.
 */
export const siteUrl = new URL(host ? `https://${host}` : "http://localhost:3000");
