import type { Asks } from "../ask/asks.ts";
import { visitorOf } from "../ask/visitors.ts";
import type { Way } from "../ask/ways.ts";
import { type Built, pathnameOf, routeAt, withoutBase } from "../app/manifests.ts";
import { buildCell, countOf } from "./cells.ts";
import type { Asked, Event, Late, Scheduled } from "../watch/events.ts";
import { beginningOf, callOf, type Count, type Finder, type Site, textOf } from "./site.ts";

/** On which run something was seen; what runs on the freezing host counts nowhere. */
type Phase = "build" | "start" | "freeze";

/** Ways that ask for one path, without a browser. */
const DOCUMENTS: Way[] = ["get", "getAgain", "head", "bot", "secPurpose", "post"];

interface Task {
  site: Site;
  count: Count | undefined;
  started: number;
}

/** Sorts what the preload saw by site, address and way of asking. */
export class Tally {
  readonly sites = new Map<string, Site>();
  private readonly requests = new Map<string, Asked>();
  readonly tasks = new Map<string, Task>();
  private readonly places: Finder;
  private readonly asks: Asks;
  private readonly built: Built;

  constructor(places: Finder, asks: Asks, built: Built) {
    this.places = places;
    this.asks = asks;
    this.built = built;
  }

  add(events: readonly Event[], phase: Phase): void {
    for (const event of events) {
      if (event.e !== "request") continue;
      this.requests.set(event.request, event);
      this.learn(event);
    }
    for (const event of events) this.note(event, phase);
  }

  /** A rewrite to another host comes back as a request of its own, as the visitor who asked for one path only. */
  private learn(request: Asked): void {
    const ask = this.asks.at(visitorOf(request.headers["user-agent"]), request.t);
    if (ask && DOCUMENTS.includes(ask.way)) this.asks.leadsTo(ask.path, this.pathOf(request));
  }

  private note(event: Event, phase: Phase): void {
    if (event.e === "scheduled") return this.schedule(event, phase);
    if (event.e === "waitUntil") {
      this.site(callOf(this.places, event.stack)).waitUntil += 1;
      return;
    }
    const task = "task" in event ? this.tasks.get(event.task ?? "") : undefined;
    if (event.e === "late") return this.noteLate(event, task, phase);
    if (!task?.count) return;
    if (event.e === "started") {
      task.count.started += 1;
      task.started = event.t;
    }
    if (event.e === "ended") task.count.ended += 1;
    if (event.e === "threw") task.count.threw.push(event.error);
    if (event.e === "refused") task.count.refused.push(event.error);
    if (event.e === "ended" || event.e === "threw") task.count.ms.push(event.t - task.started);
  }

  private noteLate(event: Late, task: Task | undefined, phase: Phase): void {
    const begun = beginningOf(this.places, event.stack);
    if (!begun) return;
    const site = task?.site ?? this.site({ ...begun, via: undefined });
    if (phase === "freeze") site.stoodStill = Math.max(site.stoodStill, event.ms);
    if (task) {
      const was = site.floating.get(textOf(begun)) ?? 0;
      site.floating.set(textOf(begun), Math.max(was, event.ms));
      return;
    }
    const { times = 0, ms = 0 } = site.outlives ?? {};
    site.outlives = { times: times + 1, ms: Math.max(ms, event.ms), type: event.type };
    const request = this.requests.get(event.request ?? "");
    const route = request && routeAt(this.built.routes, this.pathOf(request));
    if (route) site.routes.add(route.route);
  }

  private schedule(event: Scheduled, phase: Phase): void {
    const site = this.site(callOf(this.places, event.stack, event.code));
    const request = this.requests.get(event.request ?? "");
    const cell = phase === "build" ? buildCell(event) : this.cellOf(request);
    const task: Task = { site, count: undefined, started: event.t };
    this.tasks.set(event.task, task);
    const route = request ? routeAt(this.built.routes, this.pathOf(request))?.route : event.route;
    if (route) site.routes.add(route.replace(/\/(page|route)$/, "") || "/");
    if (phase === "freeze") return;
    if (!cell) {
      site.beside += 1;
      return;
    }
    const isAction = event.phase === "action";
    const count = countOf(site, cell);
    task.count = count;
    count.scheduled += 1;
    count.units.add(isAction ? "action" : (event.unit ?? "none"));
    const render = event.render ?? event.task;
    count.renders.set(render, (count.renders.get(render) ?? 0) + 1);
    if (request?.headers["next-action"] && !isAction) count.rerendered += 1;
  }

  private site({ file, line, via }: { file: string; line: number; via: string | undefined }): Site {
    const key = `${textOf({ file, line })} ${via ?? ""}`;
    const known = this.sites.get(key);
    if (known) return known;
    const site: Site = {
      file,
      line,
      via,
      routes: new Set(),
      cells: new Map(),
      beside: 0,
      floating: new Map(),
      outlives: undefined,
      stoodStill: 0,
      waitUntil: 0,
    };
    this.sites.set(key, site);
    return site;
  }

  private pathOf({ url }: Asked): string {
    return withoutBase(this.built.basePath, url);
  }

  /** The address and the way that a request is part of; none where a tab asked for something beside it. */
  private cellOf(request: Asked | undefined): { row: string; way: Way } | undefined {
    if (!request) return undefined;
    const ask = this.asks.at(visitorOf(request.headers["user-agent"]), request.t);
    if (!ask || ask.failed) return undefined;
    const pathname = pathnameOf(this.pathOf(request));
    const wanted = [ask.path, ...this.asks.landingsOf(ask.path)].map(pathnameOf);
    // A button may lead anywhere.
    if (ask.way !== "press" && !wanted.includes(pathname)) return undefined;
    return { row: ask.path, way: ask.way };
  }
}
