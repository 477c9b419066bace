import { parseAfterLine } from "../../lib/after/log-line.ts";
import type { LogSource, SeenLine } from "./log-source";

/** Log lines of a host on this machine, collected as it writes them. */
export class CollectedLines implements LogSource {
  readonly deadlineMs = 15_000;
  readonly graceMs = 0;
  private readonly lines: SeenLine[] = [];

  add(text: string): void {
    const line = parseAfterLine(text);
    if (line) this.lines.push({ ...line, at: new Date().toISOString() });
  }

  async linesOf(requestId: string): Promise<SeenLine[]> {
    return this.lines.filter(({ request }) => request === requestId);
  }
}
