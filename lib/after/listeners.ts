import "server-only";
import { printLine } from "../process/print-line";
import { formatAfterLine } from "./log-line";
import { keepReceipt } from "./receipts";
import type { TaskChange } from "./task";

type TaskListener = (change: TaskChange) => Promise<void> | void;

/** Who hears of every state of every task, in this order. */
const listeners: readonly TaskListener[] = [writeLogLine, keepReceipt];

function writeLogLine({ task, ...change }: TaskChange): void {
  printLine(formatAfterLine({ task: task.name, request: task.requestId, ...change }));
}

/** Tells each listener at once; resolves when the slowest has taken note. Never rejects. */
export async function tellListeners(change: TaskChange): Promise<void> {
  await Promise.all(
    listeners.map(async (listener) => {
      try {
        await listener(change);
      } catch (error) {
        console.warn(`[after] ${listener.name} failed at ${change.state}:`, error);
      }
    }),
  );
}
