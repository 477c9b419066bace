import type { Receipt, TaskReceipt } from "../../lib/after/receipts";
import type { LogSource, SeenLine } from "./log-source";

type ReadReceipt = (requestId: string, signal: AbortSignal) => Promise<Receipt | undefined>;

/**
 * Stands in for the logs where they cannot be read: tells the lines that a request's receipt says
 * were written. Weaker, as afterResponse(), which is under test, writes the receipts too.
 */
export class ReceiptLines implements LogSource {
  readonly deadlineMs = 120_000;
  readonly graceMs = 0;
  private readonly read: ReadReceipt;
  private readonly lookMs: number;

  /** `lookMs`: how long reading one receipt may take. */
  constructor(read: ReadReceipt, lookMs = 10_000) {
    this.read = read;
    this.lookMs = lookMs;
  }

  async linesOf(requestId: string): Promise<SeenLine[]> {
    const receipt = await this.read(requestId, AbortSignal.timeout(this.lookMs));
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
