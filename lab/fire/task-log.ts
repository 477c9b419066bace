import { type AfterLine, parseAfterLine, type TaskState } from "../../lib/after/log-line.ts";

/** One run of a task, by its log lines. */
export interface Task {
  request: string;
  task: string;
  /** Empty for a run of which no line tells. */
  run: string;
  count: Record<TaskState, number>;
  /** The last line that ended it. */
  end: AfterLine | undefined;
  /** Which line of the output that is; infinite where there is none. */
  endedAt: number;
}

export const endsOf = ({ count }: Task): number => count.done + count.failed + count.timeout;

/** The runs of tasks that a host's output tells of; reads on from where it was. */
export class TaskLog {
  private readonly tasks = new Map<string, Task>();
  private seen = 0;
  private readonly output: readonly string[];

  constructor(output: readonly string[]) {
    this.output = output;
  }

  /** Every run so far by its {@link runOf}, in the order in which they were first heard of. */
  read(): ReadonlyMap<string, Task> {
    for (; this.seen < this.output.length; this.seen += 1) {
      const line = parseAfterLine(this.output[this.seen] ?? "");
      if (line) this.add(line, this.seen);
    }
    return this.tasks;
  }

  private add(line: AfterLine, at: number): void {
    const key = runOf(line);
    let task = this.tasks.get(key);
    if (!task) {
      task = { ...silentTask(line.request, line.task), run: line.run };
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
  return { request, task, run: "", count, end: undefined, endedAt: Infinity };
}

/** Names the task of a request, which should run once. */
export const keyOf = (request: string, task: string): string => `${request} ${task}`;

/** Names one run of it. */
export const runOf = ({ request, task, run }: Pick<Task, "request" | "task" | "run">): string =>
  `${keyOf(request, task)} ${run}`;
