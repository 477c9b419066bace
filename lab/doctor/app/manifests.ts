import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CannotTell } from "../cannot-tell.ts";
import { DIST } from "./project.ts";

export interface Route {
  /** As Next writes it: /products/[slug]. */
  route: string;
  kind: "page" | "route";
  matches: (pathname: string) => boolean;
}

/** What a build says of itself. */
export interface Built {
  routes: Route[];
  /** Paths that were prerendered. */
  prerendered: string[];
  basePath: string;
  trailingSlash: boolean;
  cacheComponents: boolean;
  hasProxy: boolean;
}

interface Config {
  output?: string;
  basePath?: string;
  trailingSlash?: boolean;
  cacheComponents?: boolean;
}

/** Routes that nobody visits: Next's own, and files for crawlers and social networks. */
const ASIDE =
  /^\/_|\/(sitemap|robots|manifest|icon|apple-icon|opengraph-image|twitter-image)[^/]*\/route$|^\/favicon\.ico/;

/** Reads the manifests of the doctor's build. Throws CannotTell where there are none. */
export function readBuilt(dir: string): Built {
  const read = <T>(name: string, otherwise: T): T => {
    const path = join(dir, DIST, name);
    return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as T) : otherwise;
  };
  const files = read<Record<string, string> | undefined>(
    "app-path-routes-manifest.json",
    undefined,
  );
  if (!files) {
    throw new CannotTell(
      `The build did not go to ${DIST}: this Next loads its configuration in another way than the doctor knows.`,
    );
  }
  const { dynamicRoutes } = read<{ dynamicRoutes: { page: string; regex: string }[] }>(
    "routes-manifest.json",
    { dynamicRoutes: [] },
  );
  const regexes = new Map(dynamicRoutes.map(({ page, regex }) => [page, new RegExp(regex)]));
  const { config } = read<{ config: Config }>("required-server-files.json", { config: {} });
  if (config.output === "export") {
    throw new CannotTell(`output: "export" leaves no server, so no after() runs for a visitor.`);
  }
  const routes = Object.entries(files)
    .filter(([file]) => !ASIDE.test(file))
    .map(([file, route]): Route => {
      const regex = regexes.get(route);
      const matches = (pathname: string) => (regex ? regex.test(pathname) : pathname === route);
      return { route, kind: file.endsWith("/route") ? "route" : "page", matches };
    });
  // Files that a build makes besides its pages, a favicon for one, are no addresses of a [slug].
  const isAddress = (path: string) => {
    const [extension] = /\.\w+$/.exec(path) ?? [];
    return (
      !path.startsWith("/_") && (!extension || routeAt(routes, path)?.route.endsWith(extension))
    );
  };
  const prerenders = read<{ routes: Record<string, unknown> }>("prerender-manifest.json", {
    routes: {},
  });
  const { middleware = {} } = read<{ middleware?: object }>("server/middleware-manifest.json", {});
  const functions = read<{ functions?: Record<string, unknown> }>(
    "server/functions-config-manifest.json",
    {},
  );
  return {
    routes,
    prerendered: Object.keys(prerenders.routes).filter(isAddress),
    basePath: config.basePath ?? "",
    trailingSlash: config.trailingSlash === true,
    cacheComponents: config.cacheComponents === true,
    hasProxy: Object.keys(middleware).length > 0 || "/_middleware" in (functions.functions ?? {}),
  };
}

/** The route that an address of the app is of. */
export function routeAt(routes: Route[], path: string): Route | undefined {
  const pathname = pathnameOf(path);
  return (
    routes.find(({ route }) => route === pathname) ??
    routes.find(({ route, matches }) => route.includes("[") && matches(pathname))
  );
}

/** Without what follows it, and without a slash at its end. */
export const pathnameOf = (path: string): string =>
  path.replace(/[?#].*$/s, "").replace(/(?<=.)\/$/, "");

/** A path of the server as one of the app. */
export const withoutBase = (basePath: string, path: string): string =>
  path.startsWith(basePath) ? path.slice(basePath.length) || "/" : path;
