import { pathnameOf, routeAt } from "../app/manifests.ts";
import type { Visit } from "./visit.ts";
import { pathOf } from "./visit.ts";

/** Of a route with parameters, so many addresses are asked. */
const EACH = 2;
/** What a GET there may do is nothing that a doctor should; --url asks for it. */
const RISKY = {
  page: /\/(log-?out|sign-?out)(\/|$)/i,
  route: /\/(cron|jobs?|log-?out|sign-?out|unsubscribe|delete|webhooks?)(\/|$)/i,
};

/** The addresses to ask for, as they become known. */
export class Addresses {
  /** Links to follow: the page that has it, by the path that it leads to. */
  readonly links = new Map<string, { from: string; href: string }>();
  readonly asked = new Set<string>();
  /** Routes that were left alone. */
  readonly risky = new Set<string>();
  private readonly visit: Visit;
  private readonly waiting: string[];
  private readonly given: Set<string>;
  private readonly perRoute = new Map<string, number>();

  private readonly only: boolean;

  /** With `only`, nothing is asked for but what is given. */
  constructor(visit: Visit, given: string[], only: boolean) {
    this.visit = visit;
    this.given = new Set(given);
    const { routes, prerendered } = visit.built;
    const fixed = routes.filter(({ route }) => !route.includes("[")).map(({ route }) => route);
    this.only = only;
    this.waiting = [...given, ...fixed, ...prerendered];
  }

  add(path: string): void {
    this.waiting.push(path);
  }

  /** The next address worth asking for. */
  next(): string | undefined {
    for (let path = this.waiting.shift(); path; path = this.waiting.shift()) {
      if (this.isWanted(path)) {
        this.asked.add(path);
        return path;
      }
    }
    return undefined;
  }

  private isWanted(path: string): boolean {
    if (this.asked.has(path)) return false;
    if (this.given.has(path)) return true;
    if (this.only) return false;
    const at = routeAt(this.visit.built.routes, path);
    if (!at) return false;
    const { route, kind } = at;
    if (RISKY[kind].test(route)) {
      this.risky.add(route);
      return false;
    }
    const count = this.perRoute.get(route) ?? 0;
    this.perRoute.set(route, count + 1);
    return count < EACH;
  }

  /** Takes up the links of a page. */
  follow(from: string, hrefs: string[]): void {
    const { built } = this.visit;
    for (const href of hrefs) {
      const path = pathOf(this.visit, href, from);
      if (path === undefined || path === from || this.links.has(path)) continue;
      const route = routeAt(built.routes, path);
      if (!this.given.has(path)) {
        if (this.only || !route || RISKY[route.kind].test(route.route)) continue;
        const same = [...this.links.keys()].filter((each) => routeAt(built.routes, each) === route);
        if (same.length >= EACH || same.some((each) => pathnameOf(each) === pathnameOf(path)))
          continue;
      }
      this.links.set(path, { from, href });
      this.waiting.push(path);
    }
  }
}
