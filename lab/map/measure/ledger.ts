import { until } from "../../until.ts";
import type { Pattern } from "../patterns/pattern.ts";
import type { Cell } from "./cell.ts";
import { countLines } from "./count-lines.ts";
import type { ServedLab } from "./hosts.ts";
import type { Tab } from "./tab.ts";

const DEADLINE_MS = 60_000;
/** A count stands when it has not moved over this many markers. */
const CALM_ROUNDS = 2;

/** What a host has written, read when nothing more can come. */
export class Ledger {
  readonly url: string;
  private readonly lines: readonly string[];
  private readonly frozen: (() => Promise<void>) | undefined;

  constructor({ host, frozen }: ServedLab) {
    this.url = host.url;
    this.lines = host.output;
    this.frozen = frozen;
  }

  /** What `ask` made the callbacks of a pattern do. Ask for one pattern of a name at a time only. */
  async cell(
    { name, alone }: Pattern,
    ask: () => Promise<number | void>,
    tab?: Tab,
  ): Promise<Cell> {
    const before = countLines(this.lines, name);
    const status = await ask();
    const late = alone ? await this.unfinishedWhenFrozen(name) : 0;
    await this.settle(name, tab);
    const now = countLines(this.lines, name);
    const errors = now.errors - before.errors;
    return {
      started: now.started - before.started,
      finished: now.finished - before.finished,
      ...(late > 0 && { late }),
      ...(errors > 0 && { errors }),
      ...(status && { status }),
    };
  }

  /** How often the pages of a pattern have said so far that they are about to schedule. */
  announced(name: string): number {
    return this.lines.filter((line) => line === `[lab] announce ${name}`).length;
  }

  /**
   * Waits for later markers: what an earlier request scheduled has started before the callback of
   * a request made now has ended. More than one, because a prerender in the background may still run.
   */
  async settle(name: string, tab?: Tab): Promise<void> {
    const deadline = Date.now() + DEADLINE_MS;
    let last = "";
    for (let calm = 0; calm < CALM_ROUNDS;) {
      if (Date.now() > deadline) throw new Error(`${name} does not come to rest`);
      await tab?.idle();
      await this.marker();
      const { started, finished } = countLines(this.lines, name);
      const state = JSON.stringify([started, finished, tab?.asked]);
      calm = state === last && started === finished && !tab?.isAsking ? calm + 1 : 0;
      last = state;
    }
  }

  /** How many callbacks were cut short: what comes next, a marker already, wakes the host. */
  private async unfinishedWhenFrozen(name: string): Promise<number> {
    if (!this.frozen) return 0;
    await this.frozen();
    const { started, finished } = countLines(this.lines, name);
    return started - finished;
  }

  private async marker(): Promise<void> {
    const id = crypto.randomUUID();
    await fetch(`${this.url}/marker/${id}`, { method: "POST", headers: { connection: "close" } });
    const written = () => this.lines.includes(`[lab] end marker/${id}`);
    if (!(await until(written, DEADLINE_MS, 5))) throw new Error("The host wrote no marker");
  }
}
