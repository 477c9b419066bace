import type { TaskState } from "./log-line";

/** Work that one request scheduled. The same name scheduled twice by one request is two tasks. */
export interface Task {
  name: string;
  requestId: string;
  /** Tells this run apart from any other of the same request, also of the same name. */
  run: string;
}

/** A task enters a state; the ones that end it say how long it took, and why it failed. */
export interface TaskChange {
  task: Task;
  state: TaskState;
  /** Whole milliseconds from the task's start to its end. */
  ms?: number;
  error?: string;
}
