import { type AfterLine, parseAfterLine, type TaskState } from "../../lib/after/log-line.ts";

/** One task of one request, by its log lines. */
export interface Task {
  request: string;
  task: string;
  count: Record<TaskState, number>;
  /** The last line that ended it. */
  end: AfterLine | undefined;
  /** Which line of the output that is; infinite where there is none. */
  endedAt: number;
}

export const endsOf = ({ count }: Task): number => count.done + count.failed + count.timeout;

/** The tasks that a host's output tells of; reads on from where it was. */
export class TaskLog {
  private readonly tasks = new Map<string, Task>();
  private seen = 0;
  private readonly output: readonly string[];

  constructor(output: readonly string[]) {
    this.output = output;
  }

  /** Every task so far, in the order in which they were first heard of. */
  read(): ReadonlyMap<string, Task> {
    for (; this.seen < this.output.length; this.seen += 1) {
      const line = parseAfterLine(this.output[this.seen] ?? "");
      if (line) this.add(line, this.seen);
    }
    return this.tasks;
  }

  private add(line: AfterLine, at: number): void {
    const key = keyOf(line.request, line.task);
    let task = this.tasks.get(key);
    if (!task) {
      task = silentTask(line.request, line.task);
      this.tasks.set(key, task);
    }
    task.count[line.state] += 1;
    if (line.ms === undefined) return;
    task.end = line;
    task.endedAt = at;
  }
}

/** A task of which no line tells. */
export function silentTask(request: string, task: string): Task {
  const count = { scheduled: 0, start: 0, done: 0, failed: 0, timeout: 0 };
  return { request, task, count, end: undefined, endedAt: Infinity };
}

export const keyOf = (request: string, task: string): string => `${request} ${task}`;
