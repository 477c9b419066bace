import { clearLine, cursorTo } from "node:readline";

export interface Progress {
  /** What is being done, or which pattern was asked for last. */
  step: string;
  /** Patterns asked for, of how many. */
  done: number;
  of: number;
}

const BAR_WIDTH = 20;

/** Shows how far a run is: on a terminal in one line that moves, elsewhere a line a quarter. */
export function showProgress(title: string, { step, done, of }: Progress): void {
  const bar = "#".repeat(Math.round((done / of) * BAR_WIDTH)).padEnd(BAR_WIDTH, ".");
  const seconds = Math.round(performance.now() / 1000);
  const line = `${title} [${bar}] ${done}/${of} ${step} (${seconds} s)`;
  if (process.stdout.isTTY) {
    clearLine(process.stdout, 0);
    cursorTo(process.stdout, 0);
    process.stdout.write(done === of ? `${line}\n` : line.slice(0, process.stdout.columns - 1));
  } else if (done % Math.ceil(of / 4) === 0 || done === of) {
    console.log(line);
  }
}
