/**
 * Writes one line to stdout as it is. Next wraps console.log, and once a page's render is over,
 * which is when tasks run, it dims what is logged wherever colours are on (a terminal, CI): the
 * escape codes would break every program that reads the line.
 */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
