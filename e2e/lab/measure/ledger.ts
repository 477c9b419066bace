import { setTimeout as delay } from "node:timers/promises";
import { stripVTControlCharacters as plain } from "node:util";
import type { Cell } from "./cell.ts";
import type { Tab } from "./tab.ts";

const DEADLINE_MS = 20_000;
/** A count stands when it has not moved over this many markers. */
const CALM_ROUNDS = 2;

type Counts = Pick<Cell, "started" | "finished" | "errors">;

/** A callback or a render that failed. Other errors come and go with timing. */
const failure = /(passed to `after\(\)`:|⨯) Error: /;

/** Counts what one pattern's callbacks have written so far. */
export function countLines(lines: readonly string[], name: string): Required<Counts> {
  const mentioned = new RegExp(`(?<![\\w-])${name}(?![\\w/-])`);
  return {
    started: lines.filter((line) => line === `[lab] start ${name}`).length,
    finished: lines.filter((line) => line === `[lab] end ${name}`).length,
    errors: lines.filter((line) => mentioned.test(line) && failure.test(plain(line))).length,
  };
}

/** What a host has written, read when nothing more can come. */
export class Ledger {
  readonly url: string;
  private readonly lines: readonly string[];

  constructor(url: string, lines: readonly string[]) {
    this.url = url;
    this.lines = lines;
  }

  /** What `ask` made the callbacks of `name` do. Ask for one name at a time only. */
  async cell(name: string, ask: () => Promise<number | void>, tab?: Tab): Promise<Cell> {
    const before = countLines(this.lines, name);
    const status = await ask();
    await this.settle(name, tab);
    const now = countLines(this.lines, name);
    const errors = now.errors - before.errors;
    return {
      started: now.started - before.started,
      finished: now.finished - before.finished,
      ...(errors > 0 && { errors }),
      ...(status && { status }),
    };
  }

  /**
   * Waits for later markers: what an earlier request scheduled has started before the callback of
   * a request made now has ended. More than one, because a prerender in the background may still run.
   */
  async settle(name: string, tab?: Tab): Promise<void> {
    const deadline = Date.now() + DEADLINE_MS;
    let last = "";
    for (let calm = 0; calm < CALM_ROUNDS && Date.now() < deadline;) {
      await tab?.idle();
      await this.marker();
      const { started, finished } = countLines(this.lines, name);
      const state = JSON.stringify([started, finished, tab?.asked]);
      calm = state === last && started === finished && !tab?.isAsking ? calm + 1 : 0;
      last = state;
    }
  }

  private async marker(): Promise<void> {
    const id = crypto.randomUUID();
    await fetch(`${this.url}/marker/${id}`, { method: "POST" });
    const deadline = Date.now() + DEADLINE_MS;
    while (!this.lines.includes(`[lab] end marker/${id}`)) {
      if (Date.now() > deadline) throw new Error("The host wrote no marker");
      await delay(5);
    }
  }
}
