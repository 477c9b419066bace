import { type AfterLine, parseAfterLine } from "../../lib/after-log";
import type { LogSource } from "./log-source";

/** Log lines of a host on this machine, collected as it writes them. */
export class CollectedLines implements LogSource {
  private readonly lines: AfterLine[] = [];

  add(text: string): void {
    const line = parseAfterLine(text);
    if (line) this.lines.push(line);
  }

  async linesOf(requestId: string): Promise<AfterLine[]> {
    return this.lines.filter(({ request }) => request === requestId);
  }
}
