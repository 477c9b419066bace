/** The states of a task; each has a log line, and the last three end it. */
export const taskStates = ["scheduled", "start", "done", "failed", "timeout"] as const;
export type TaskState = (typeof taskStates)[number];

export interface AfterLine {
  state: TaskState;
  task: string;
  /** The request's id, as its `x-request-id` response header says it. */
  request: string;
  /** The same on all lines of one run of the task; no other run of the request has it. */
  run: string;
  /** Whole milliseconds from the task's start to its end; only on lines that end it. */
  ms?: number;
  error?: string;
}

const PREFIX = "[after]";
const bare = /^[A-Za-z0-9_.:-]+$/;
// JSON.stringify leaves these as they are, and a terminal or a log reader may break or reorder
// the line at them: C1 controls, line and paragraph separators, bidirectional marks.
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** A value of a log line: bare, or a JSON string that stays on the line. */
export function quote(value: string): string {
  if (bare.test(value)) return value;
  return oneLine(JSON.stringify(value));
}

/** The text on one line, with an escape for what a terminal or a log reader may act on. */
export const oneLine = (text: string): string =>
  text.replace(unprintable, (characters) =>
    Array.from({ length: characters.length }, (_, unit) =>
      "\\u".concat(characters.charCodeAt(unit).toString(16).padStart(4, "0")),
    ).join(""),
  );

/** One line in logfmt after a fixed prefix. Whatever the values hold, it stays one line. */
export function formatAfterLine({ state, task, request, run, ms, error }: AfterLine): string {
  const names = [`task=${quote(task)}`, `request=${quote(request)}`, `run=${quote(run)}`];
  const line = [PREFIX, state, ...names];
  if (ms !== undefined) line.push(`ms=${ms}`);
  if (error !== undefined) line.push(`error=${quote(error)}`);
  return line.join(" ");
}

const value = String.raw`([A-Za-z0-9_.:-]+|"(?:[^"\\]|\\.)*")`;
const pattern = new RegExp(
  String.raw`^\[after\] (${taskStates.join("|")}) task=${value} request=${value} run=${value}(?: ms=(\d+))?(?: error=${value})?$`,
);

function unquote(text: string): string {
  return text.startsWith('"') ? String(JSON.parse(text)) : text;
}

/** The inverse of {@link formatAfterLine}; undefined for any other line. Never throws. */
export function parseAfterLine(text: string): AfterLine | undefined {
  const [, state, task, request, run, ms, error] = pattern.exec(text) ?? [];
  if (!task || !request || !run) return undefined;
  try {
    return {
      state: state as TaskState,
      task: unquote(task),
      request: unquote(request),
      run: unquote(run),
      ...(ms !== undefined && { ms: Number(ms) }),
      ...(error !== undefined && { error: unquote(error) }),
    };
  } catch {
    // A quoted value that is not JSON: somebody else's line.
    return undefined;
  }
}
