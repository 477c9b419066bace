import type { Receipt, TaskReceipt } from "../../lib/after/receipts";
import type { LogSource, SeenLine } from "./log-source";

/**
 * Stands in for the logs where they cannot be read: tells the lines that a request's receipt says
 * were written. Weaker, as the door that is under test writes the receipts too.
 */
export class ReceiptLines implements LogSource {
  readonly deadlineMs = 30_000;
  readonly graceMs = 0;
  private readonly read: (requestId: string) => Promise<Receipt | undefined>;

  constructor(read: (requestId: string) => Promise<Receipt | undefined>) {
    this.read = read;
  }

  async linesOf(requestId: string): Promise<SeenLine[]> {
    const receipt = await this.read(requestId);
    return receipt?.tasks.flatMap((task) => linesOfTask(requestId, task)) ?? [];
  }
}

function linesOfTask(request: string, receipt: TaskReceipt): SeenLine[] {
  const { task, run, state, scheduledAt, startedAt, endedAt, ms, error } = receipt;
  const line = (lineState: SeenLine["state"], at: number | undefined): SeenLine[] =>
    at ? [{ state: lineState, task, request, run, at: new Date(at).toISOString() }] : [];
  const end = line(state, endedAt).map((last) => ({
    ...last,
    ...(ms !== undefined && { ms }),
    ...(error !== undefined && { error }),
  }));
  return [...line("scheduled", scheduledAt), ...line("start", startedAt), ...end];
}
