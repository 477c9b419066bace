import type { Built } from "../app/manifests.ts";
import type { EventLog } from "../watch/event-log.ts";
import type { Asks } from "./asks.ts";
import type { Session } from "./session.ts";

/** An app that is served and watched, and what it was asked so far. */
export interface Visit {
  /** Without the base path. */
  origin: string;
  built: Built;
  log: EventLog;
  asks: Asks;
  session: Session;
  /** Shows how far it is. */
  say: (text: string) => void;
}

/** The address of a path of the app. */
export function urlOf({ origin, built }: Visit, path: string): string {
  const { basePath, trailingSlash } = built;
  const [, pathname = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(path) ?? [];
  const slash = trailingSlash && !/\/$|\.\w+$/.test(pathname) ? "/" : "";
  return (
    origin +
    (pathname === "/" && basePath && !trailingSlash ? basePath : basePath + pathname) +
    slash +
    rest
  );
}

/** The path within the app that a link on one of its pages leads to; undefined where it leads out. */
export function pathOf({ origin, built }: Visit, href: string, from = "/"): string | undefined {
  const url = URL.parse(href, new URL(built.basePath + from, origin));
  if (!url || url.origin !== origin || !url.pathname.startsWith(built.basePath)) return undefined;
  const pathname = url.pathname.slice(built.basePath.length).replace(/(?<=.)\/$/, "") || "/";
  return pathname.startsWith("/") ? pathname + url.search : undefined;
}
