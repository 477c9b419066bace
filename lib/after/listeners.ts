import "server-only";
import { printLine } from "../process/print-line";
import { tellOfFailedTask } from "./failures";
import { formatAfterLine, quote } from "./log-line";
import { keepReceipt } from "./receipts";
import { describeError } from "./run-with-deadline";
import { traceTask } from "./spans";
import type { TaskChange } from "./task";

/** `thrown` is why a task failed or timed out. */
type TaskListener = (change: TaskChange, thrown: unknown) => Promise<void> | void;

/** Who hears of every state of every task, in this order. */
const listeners: readonly TaskListener[] = [writeLogLine, keepReceipt, traceTask, tellOfFailedTask];

function writeLogLine({ task: { name, requestId, run }, ...change }: TaskChange): void {
  printLine(formatAfterLine({ task: name, request: requestId, run, ...change }));
}

/** Tells each listener at once; resolves when the slowest has taken note. Never rejects. */
export async function tellListeners(change: TaskChange, thrown?: unknown): Promise<void> {
  await Promise.all(
    listeners.map(async (listener) => {
      try {
        await listener(change, thrown);
      } catch (error) {
        const why = quote(describeError(error));
        console.warn(`${listener.name} failed at ${change.state}: ${why}`);
      }
    }),
  );
}
