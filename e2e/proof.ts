import { type APIRequestContext, expect, test as base } from "@playwright/test";
import type { Receipt } from "../lib/after/receipts";
import {
  check,
  checkEvents,
  checkReceipt,
  type ExpectedTask,
  isEnd,
  isEvent,
  Ledger,
  linesOf,
  linesOfTasks,
  nameOf,
  textOf,
} from "./ledger";
import type { LogSource, SeenLine } from "./logs/log-source";
import type { PostHogSink } from "./posthog-sink";
import { routes } from "./routes";
import { site } from "./site";

/**
 * Proves from the outside what became of a request's tasks: by the log lines, by what analytics
 * received, and by the receipt. Everything is counted: 1 is right, 0 and 2 are both wrong. On a
 * deployment lines come late: there all is counted together when the tests are over.
 */
export class Proof {
  private readonly request: APIRequestContext;
  private readonly logs: LogSource;
  /** None on a deployment: the suite cannot say where events go, and lines come late. */
  private readonly sink: PostHogSink | undefined;
  private readonly ledger: Ledger;
  /** Whether the host keeps receipts; where it does not, there must be none. */
  private readonly hasReceipts: boolean;

  constructor(
    request: APIRequestContext,
    logs: LogSource,
    sink: PostHogSink | undefined,
    ledger: Ledger = new Ledger(),
    hasReceipts = true,
  ) {
    this.request = request;
    this.logs = logs;
    this.sink = sink;
    this.ledger = ledger;
    this.hasReceipts = hasReceipts;
  }

  /** Each of these requests ran these tasks, each exactly once and to its end, and no other. */
  async ranOnce(requestIds: string | readonly string[], ...tasks: ExpectedTask[]): Promise<void> {
    const ids = [requestIds].flat();
    await this.settled(ids, ids.length * tasks.length);
    for (const id of ids) await this.ran([id], tasks);
  }

  /** All of these requests together ran these tasks, each exactly once, and no other. */
  async ranTogether(requestIds: readonly string[], ...tasks: ExpectedTask[]): Promise<void> {
    await this.settled(requestIds, tasks.length);
    await this.ran(requestIds, tasks);
  }

  /** Nothing was scheduled by any of these requests. */
  async nothingRan(...requestIds: string[]): Promise<void> {
    expect(requestIds.length).toBeGreaterThan(0);
    await this.ranTogether(requestIds);
  }

  /** The request's one task ended once, and not as done. Says how. */
  async endedOnce(requestId: string, task: string, state: "failed" | "timeout"): Promise<SeenLine> {
    await this.settled([requestId], 1);
    const lines = await this.logs.linesOf(requestId);
    check(requestId, lines, [`scheduled ${task}`, `start ${task}`, `${state} ${task}`]);
    checkReceipt(requestId, await this.receipt(requestId), this.hasReceipts ? lines : []);
    return this.ended(requestId);
  }

  /** Waits until a task of the request has ended, however it did. */
  async ended(requestId: string): Promise<SeenLine> {
    await this.waitForEnds([requestId], 1);
    const end = (await this.logs.linesOf(requestId)).find(isEnd);
    if (!end) throw new Error(`The lines of request ${requestId} are gone`);
    return end;
  }

  async receipt(requestId: string): Promise<Receipt | undefined> {
    const response = await this.request.get(routes.receipt(requestId));
    if (response.status() === 404) return undefined;
    expect(response.status()).toBe(200);
    expect(response.headers()["cache-control"]).toBe("no-store");
    return (await response.json()) as Receipt;
  }

  /**
   * Waits for a later marker: what an earlier request scheduled has started long before the task
   * of a request made now has ended.
   */
  async settle(): Promise<void> {
    const response = await this.request.post(routes.track, { data: site.marker });
    expect(response.status()).toBe(202);
    this.ledger.events += 1;
    const id = requestIdOf(response);
    if (this.sink) await this.waitForEnds([id], 1, "the marker, a POST to /api/track, should end");
    else this.ledger.expected.push({ test: "a marker", ids: [id], tasks: [site.marker.event] });
  }

  private async settled(requestIds: readonly string[], tasks: number): Promise<void> {
    if (this.sink) await this.waitForEnds(requestIds, tasks);
    await this.settle();
  }

  private async waitForEnds(
    requestIds: readonly string[],
    tasks: number,
    message = `${tasks} tasks of request ${requestIds.join(", ")} should end`,
  ): Promise<void> {
    const ends = async () => (await linesOf(this.logs, requestIds)).filter(isEnd).length;
    const options = { message, timeout: this.logs.deadlineMs, intervals: [50] };
    await expect.poll(ends, options).toBeGreaterThanOrEqual(tasks);
  }

  private async ran(requestIds: readonly string[], tasks: ExpectedTask[]): Promise<void> {
    const { sink } = this;
    const names = tasks.map(nameOf);
    this.ledger.events += tasks.filter(isEvent).length;
    if (!sink) {
      const test = base.info().titlePath.join(" › ");
      this.ledger.expected.push({ test, ids: requestIds, tasks: names });
      return;
    }
    const all: SeenLine[] = [];
    for (const id of requestIds) {
      const lines = await this.logs.linesOf(id);
      all.push(...lines);
      const ran = lines.filter(isEnd).map(({ task }) => task);
      check(id, lines, linesOfTasks(ran));
      this.ledger.seen.set(id, lines.map(textOf));
      checkReceipt(id, await this.receipt(id), this.hasReceipts ? lines : []);
    }
    check(requestIds.join(", "), all, linesOfTasks(names));
    const events = requestIds.flatMap((id) => sink.eventsOf(id));
    checkEvents(events, tasks);
  }
}

/** The id that the response carried. */
export function requestIdOf(response: { headers: () => Record<string, string> } | null): string {
  const id = response?.headers()["x-request-id"];
  if (!id) throw new Error("The response has no x-request-id: did proxy.ts run?");
  return id;
}
