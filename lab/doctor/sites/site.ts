import type { Frame } from "../watch/events.ts";
import type { Way } from "../ask/ways.ts";
import type { Place, Places } from "./place.ts";

/** What became of one way of asking for one address, by one site. */
export interface Count {
  scheduled: number;
  started: number;
  ended: number;
  /** What Next rendered when it was called: request, prerender, cache, …; "action" in a Server Action. */
  units: Set<string>;
  /** The renders that called it, and how often each did. */
  renders: Map<string, number>;
  ms: number[];
  threw: string[];
  refused: string[];
  /** How many were called in the request of a Server Action, by what it rendered again. */
  rerendered: number;
}

/** A place that calls after(), or begins work that outlives its response. */
export interface Site {
  file: string;
  line: number;
  /** The helper, or the package, that the call goes through. */
  via: string | undefined;
  routes: Set<string>;
  /** By address, and by way. At build: by route. */
  cells: Map<string, Map<Way, Count>>;
  /** Calls that came of no way of asking: a beacon of a page, say. */
  beside: number;
  /** Work that goes on after a callback's end: where it was begun, and for how many ms. */
  floating: Map<string, number>;
  /** The same, of a request that nothing holds. */
  outlives: { times: number; ms: number; type: string } | undefined;
  /** Such work stood still on a host that froze, for so many ms, until the next request came. */
  stoodStill: number;
  /** waitUntil() of @vercel/functions was called here, so often. */
  waitUntil: number;
}

/** Finds a place in the source by a frame, or by a callback's text. */
export type Finder = Pick<Places, "of" | "ofCode">;

export const newCount = (): Count => ({
  scheduled: 0,
  started: 0,
  ended: 0,
  units: new Set(),
  renders: new Map(),
  ms: [],
  threw: [],
  refused: [],
  rerendered: 0,
});

const IN_APP = /^(src\/)?(app\/|(proxy|middleware)\.\w+$)/;
/** The files that Next itself calls. */
const ENTRY = /(^|\/)(page|layout|template|default|route|proxy|middleware)\.\w+$/;
export const UNKNOWN = "(unknown)";

/**
 * The call of a stack: where a file that Next calls does it, or else the outermost of the app's own code,
 * in its app folder if it can be. What after() was called through, a helper or a package, is `via`.
 */
export function callOf(
  places: Finder,
  stack: Frame[],
  code = "",
): { file: string; line: number; via: string | undefined } {
  const all = stack.flatMap((frame) => places.of(frame) ?? []);
  const own = all.filter(({ library }) => !library);
  const inlined = own.length === 0 && code ? inlinedCall(places, stack, code) : undefined;
  const inner = all[0];
  const call = outermost(own) ?? inlined ?? inner;
  if (!call) return { file: UNKNOWN, line: 0, via: undefined };
  const via =
    inner?.library ?? (inner && textOf(inner) !== textOf(call) ? textOf(inner) : undefined);
  return { file: call.file, line: call.line, via };
}

/** Where work was begun that outlives what began it: as far out as the app's own code goes. */
export function beginningOf(places: Finder, stack: Frame[]): Place | undefined {
  const own = stack.flatMap((frame) => places.of(frame) ?? []).filter(({ library }) => !library);
  return outermost(own.toReversed());
}

/** Of frames from the inside out. */
const outermost = (own: Place[]): Place | undefined =>
  own.find(({ file }) => IN_APP.test(file) && ENTRY.test(file)) ??
  own.findLast(({ file }) => IN_APP.test(file)) ??
  own.at(-1);

function inlinedCall(places: Finder, stack: Frame[], code: string): Place | undefined {
  const files = new Set(stack.map(([file]) => file));
  return [...files].map((file) => places.ofCode(file, code)).find((place) => place !== undefined);
}

export const textOf = ({ file, line }: { file: string; line: number }): string => `${file}:${line}`;
