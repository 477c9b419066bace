import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import { type AfterLine, parseAfterLine } from "../../lib/after-log";
import type { LogSource } from "./log-source";

/** The log lines that a process of this machine writes. */
export class ProcessOutput implements LogSource {
  /** Everything that was written, line by line. */
  readonly text: string[] = [];
  private readonly lines: AfterLine[] = [];

  constructor(...streams: Readable[]) {
    for (const input of streams) {
      createInterface({ input }).on("line", (text) => {
        this.text.push(text);
        const line = parseAfterLine(text);
        if (line) this.lines.push(line);
      });
    }
  }

  async linesOf(requestId: string): Promise<AfterLine[]> {
    return this.lines.filter(({ request }) => request === requestId);
  }
}
