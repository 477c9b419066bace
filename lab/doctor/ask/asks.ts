import type { Way } from "./ways.ts";

/** One thing that the doctor did, and when: by it a callback's request is told. */
export interface Ask {
  way: Way;
  /** What was asked for, without the base path. */
  path: string;
  visitor: number;
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  status?: number;
  /** The answer came from a cache of answers. */
  isKept?: boolean;
  /** It did not do what it was to do, such as a click that led nowhere: its counts mean nothing. */
  failed?: true;
}

const now = () => performance.timeOrigin + performance.now();

/** All that was asked. */
export class Asks {
  readonly list: Ask[] = [];
  private readonly landings = new Map<string, Set<string>>();
  private visitors = 0;

  newVisitor(): number {
    this.visitors += 1;
    return this.visitors;
  }

  begin(way: Way, path: string, visitor: number): Ask {
    const ask: Ask = { way, path, visitor, from: now(), to: Infinity };
    this.list.push(ask);
    return ask;
  }

  /** Notes that a path redirects: what is then asked for elsewhere was asked for by it. */
  leadsTo(path: string, landing: string): void {
    this.landings.set(path, new Set([...this.landingsOf(path), landing]));
  }

  landingsOf(path: string): Set<string> {
    return this.landings.get(path) ?? new Set();
  }

  end(ask: Ask): void {
    ask.to = now();
  }

  /** What a visitor did at a moment. */
  at(visitor: number, t: number): Ask | undefined {
    return this.list.findLast((ask) => ask.visitor === visitor && t >= ask.from && t <= ask.to);
  }
}
