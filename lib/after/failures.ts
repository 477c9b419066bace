import "server-only";
import { onTaskFailed } from "../on-task-failed";
import { atMost } from "../process/at-most";
import { quote } from "./log-line";
import type { Failure } from "./print-stack";
import { describeError } from "./run-with-deadline";
import type { TaskChange } from "./task";

const MAX_HOOK_MS = 1_000;

/** Has lib/on-task-failed.ts told of each task that did not end well. */
export async function tellOfFailedTask(
  { task, state }: TaskChange,
  thrown: unknown,
): Promise<void> {
  if (state !== "failed" && state !== "timeout") return;
  await tellOfFailure(thrown, { task: task.name, requestId: task.requestId, state });
}

/** Calls {@link onTaskFailed}, and waits for it a second at most. Never rejects. */
export async function tellOfFailure(thrown: unknown, failure: Failure): Promise<void> {
  const why = await atMost(MAX_HOOK_MS, () => onTaskFailed(thrown, failure));
  if (why) console.warn(`onTaskFailed for ${quote(failure.task)}: ${quote(describeError(why))}`);
}
