import type { NextConfig } from "next";

export type Path = `/${string}`;

/**
 * The address, on this site, of one of its paths (`/api/track`), with the `basePath` and
 * `trailingSlash` of next.config.ts, so that nothing is redirected on its way. For what Next leaves
 * as it is: fetch, sendBeacon, `<a>`, metadata. `<Link>` and the router do it themselves, and in an
 * action redirectFromAction() does.
 */
export const sitePath = (path: Path): Path => {
  const basePath = (process.env.SITE_BASE_PATH ?? "") as Path | "";
  if (!basePath) return withSlash(path);
  return path === "/" ? withSlash(basePath) : `${basePath}${withSlash(path)}`;
};

/** The path as `trailingSlash` of next.config.ts spells it: a file's, which has a dot, stays. */
export function withSlash(path: Path): Path {
  const isWhole = path.endsWith("/") || path.slice(path.lastIndexOf("/")).includes(".");
  return isWhole || process.env.SITE_TRAILING_SLASH !== "true" ? path : `${path}/`;
}

/** What {@link sitePath} reads, on the server and in the browser: for `env` of next.config.ts. */
export const sitePathEnv = ({ basePath = "", trailingSlash = false }: NextConfig) => ({
  SITE_BASE_PATH: basePath,
  SITE_TRAILING_SLASH: String(trailingSlash),
});
