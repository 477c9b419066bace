import "server-only";
import { oneLine, quote } from "./log-line";
import { describeError } from "./run-with-deadline";

const MAX_CAUSES = 5;
/** Platforms limit the lines of a request: 256 on Vercel. */
const MAX_LINES = 40;
const MAX_LINE_LENGTH = 500;

export interface Failure {
  /** The name of the task, or of the kind of message. */
  task: string;
  /** The id of the request that scheduled it, or that wrote the message. */
  requestId: string;
  /** "dead": a message that is not tried again. */
  state: "failed" | "timeout" | "dead";
}

/**
 * Writes what was thrown to stderr, as a plain after() would: with its stack and its causes. Each line
 * but the first is indented, so that none can pass for another's line.
 */
export function printStack(thrown: unknown, { task, requestId, state }: Failure): void {
  const lines = linesOf(thrown);
  const kept = lines.slice(0, MAX_LINES).map((line) => `    ${line.slice(0, MAX_LINE_LENGTH)}`);
  if (lines.length > MAX_LINES) kept.push(`    (${lines.length - MAX_LINES} more lines)`);
  const head = `The task ${quote(task)} of request ${quote(requestId)} ended as ${state}:`;
  process.stderr.write(`${[head, ...kept].join("\n")}\n`);
}

function linesOf(thrown: unknown): string[] {
  const texts: string[] = [];
  try {
    for (let each = thrown; texts.length < MAX_CAUSES; each = each.cause) {
      const text = String(each instanceof Error ? (each.stack ?? describeError(each)) : each);
      texts.push(texts.length > 0 ? `caused by ${text}` : text);
      if (!(each instanceof Error) || each.cause === undefined) break;
    }
  } catch {
    texts.push("something that cannot be described");
  }
  return texts.flatMap((text) => text.split("\n")).map(oneLine);
}
