import type { Way } from "../ask/ways.ts";
import type { Count, Site } from "../sites/site.ts";
import type { Place } from "./row.ts";

/** What a place came to, as far as a rule looks at it. */
export interface Given {
  place?: Place;
  /** Callbacks that started; a number above 1 comes of as many renders, unless `inOneRender`. */
  counts: Partial<Record<Way, number>>;
  inOneRender?: true;
  unit?: string;
  count?: Partial<Count>;
  site?: Partial<Site>;
  isKept?: boolean;
}

/** A place that counts right. */
export const once = {
  build: 0,
  get: 1,
  getAgain: 1,
  linkSeen: 0,
  hover: 0,
  click: 1,
  clickAgain: 1,
};
const late = new Map([["app/page.tsx:2", 200]]);

/** Of each rule: where it must fire, and where it must not. */
export const cases: Record<string, { fires: Given[]; silent: Given[] }> = {
  "cached-scope": {
    fires: [{ place: "cached scope", counts: { get: 1, getAgain: 0 } }],
    silent: [{ counts: once }],
  },
  "build-only": {
    fires: [{ counts: { build: 2, get: 0 } }],
    silent: [{ counts: { build: 2, get: 1 } }, { counts: { build: 1 } }, { counts: once }],
  },
  "runs-at-build": {
    fires: [{ counts: { build: 1, get: 1 } }, { counts: { build: 1 } }],
    silent: [{ counts: { build: 1, get: 0 } }, { counts: once }],
  },
  "first-visitor-only": {
    fires: [{ counts: { get: 1, getAgain: 0 }, isKept: true }],
    // Whoever counts a visitor once a minute has no answer that is kept.
    silent: [{ counts: { get: 1, getAgain: 0 } }, { counts: once, isKept: true }],
  },
  "twice-per-view": {
    fires: [{ counts: { ...once, get: 2 } }, { counts: { ...once, clickAgain: 2 } }],
    silent: [
      { counts: once },
      { counts: { ...once, head: 2 } },
      { counts: { ...once, get: 2 }, inOneRender: true },
    ],
  },
  "link-seen": {
    fires: [
      { counts: { ...once, linkSeen: 2 } },
      { counts: { ...once, hover: 1 } },
      { place: "GET route", counts: { get: 1, linkSeen: 1 } },
      { place: "proxy", counts: { get: 1, linkSeen: 1 } },
    ],
    silent: [{ counts: once }, { counts: { ...once, prefetchTrue: 1 } }],
  },
  "missed-click": {
    fires: [{ counts: { ...once, click: 0 } }],
    silent: [
      { counts: once },
      { counts: { get: 1, getAgain: 1 } },
      // An answer that is kept is another rule's.
      { counts: { ...once, getAgain: 0, click: 0 } },
      { place: "layout", counts: { ...once, click: 0 } },
      { counts: { ...once, click: 0, linkSeen: 1 } },
    ],
  },
  "action-rerender": {
    fires: [{ counts: { ...once, press: 1 }, count: { rerendered: 1 } }],
    silent: [{ counts: { press: 1 }, place: "action" }, { counts: { ...once, press: 1 } }],
  },
  refused: {
    fires: [{ counts: once, count: { refused: ["Error: not here"] } }],
    silent: [{ counts: once }],
  },
  throws: {
    fires: [{ counts: once, count: { threw: ["Error: planted"] } }],
    silent: [{ counts: once }],
  },
  "never-ends": {
    fires: [{ counts: once, count: { ended: 0 } }],
    silent: [
      { counts: once },
      { counts: { get: 1 }, count: { ended: 0, threw: ["Error: planted"] } },
      { counts: { get: 1 }, count: { ended: 0, refused: ["Error: not here"] } },
      // A build ends its process without waiting.
      { counts: { build: 1 }, count: { ended: 0 } },
    ],
  },
  "floating-work": {
    fires: [{ counts: once, site: { floating: late } }],
    silent: [{ counts: once }],
  },
  "not-only-people": {
    fires: [{ counts: { ...once, head: 1 } }],
    silent: [
      { counts: { ...once, head: 0, bot: 0 } },
      { counts: { ...once, head: 1, linkSeen: 1 } },
    ],
  },
  "many-per-render": {
    fires: [{ counts: { ...once, get: 3 }, inOneRender: true }],
    silent: [{ counts: once }],
  },
  "layout-stays": {
    fires: [{ place: "layout", counts: { ...once, click: 0 } }],
    silent: [{ place: "layout", counts: once }],
  },
  "outlives-response": {
    fires: [{ counts: {}, site: { outlives: { times: 1, ms: 200, type: "timer" } } }],
    silent: [{ counts: once }],
  },
  "wait-until": {
    fires: [{ counts: {}, site: { waitUntil: 1 } }],
    silent: [{ counts: once }],
  },
};
