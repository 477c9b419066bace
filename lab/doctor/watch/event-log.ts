import { closeSync, openSync, readSync, writeFileSync } from "node:fs";
import { visitorOf } from "../ask/visitors.ts";
import type { Event, Scheduled } from "./events.ts";

const CHUNK_BYTES = 1 << 20;

interface Visitor {
  /** Events so far. */
  count: number;
  open: Set<string>;
}

/** The file that the preload writes to, read as it grows. */
export class EventLog {
  readonly path: string;
  readonly events: Event[] = [];
  private readonly visitors = new Map<number, Visitor>();
  /** The visitor of a request and of a task. */
  private readonly owners = new Map<string, number>();
  /** The calls whose tasks were waited for in vain: not again for each way of asking. */
  private readonly endless = new Set<string>();
  private readonly file: number;
  private at = 0;
  private rest = Buffer.alloc(0);

  constructor(path: string) {
    this.path = path;
    writeFileSync(path, "");
    this.file = openSync(path, "r");
  }

  read(): Event[] {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    for (;;) {
      const size = readSync(this.file, chunk, 0, CHUNK_BYTES, this.at);
      if (size === 0) return this.events;
      this.at += size;
      const text = Buffer.concat([this.rest, chunk.subarray(0, size)]);
      const end = text.lastIndexOf(10) + 1;
      this.rest = Buffer.from(text.subarray(end));
      for (const line of text.toString("utf8", 0, end).split("\n")) {
        if (line) this.note(JSON.parse(line) as Event);
      }
    }
  }

  /** Something that changes while the server has to do with a visitor, and whether it still has. */
  stateOf(visitor: number): { count: number; isBusy: boolean } {
    const { count = 0, open = new Set() } = this.visitors.get(visitor) ?? {};
    return { count, isBusy: open.size > 0 };
  }

  /** Ends the wait for what a visitor still has open, and for tasks of the same calls that come later. */
  giveUp(visitor: number): void {
    const { open } = this.visitors.get(visitor) ?? {};
    // As a rule all has ended, and the log need not be gone through.
    if (!open?.size) return;
    for (const event of this.events) {
      if (event.e === "scheduled" && open.has(event.task)) this.endless.add(callIn(event));
    }
    open.clear();
  }

  close(): void {
    closeSync(this.file);
  }

  private note(event: Event): void {
    this.events.push(event);
    if (event.e === "request") {
      this.owners.set(event.request, visitorOf(event.headers["user-agent"]));
    }
    const request = "request" in event ? event.request : undefined;
    const task = "task" in event ? event.task : undefined;
    const owner = this.owners.get(request ?? "") ?? this.owners.get(task ?? "");
    if (owner === undefined) return;
    const visitor = this.visitors.get(owner) ?? { count: 0, open: new Set() };
    this.visitors.set(owner, visitor);
    visitor.count += 1;
    if (event.e === "request") visitor.open.add(event.request);
    if (event.e === "response") visitor.open.delete(event.request);
    if (event.e === "scheduled") {
      this.owners.set(event.task, owner);
      if (!this.endless.has(callIn(event))) visitor.open.add(event.task);
    }
    if (event.e === "ended" || event.e === "threw" || event.e === "refused") {
      visitor.open.delete(event.task);
    }
  }
}

const callIn = ({ stack, code }: Scheduled) => JSON.stringify([stack, code]);

/** What the preload saw of each run. */
export interface Logs {
  build: EventLog;
  start: EventLog;
  freeze: EventLog;
}
