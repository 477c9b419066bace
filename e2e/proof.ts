import { type APIRequestContext, expect } from "@playwright/test";
import type { Receipt } from "../lib/after/receipts";
import type { LogSource, SeenLine } from "./logs/log-source";
import type { PostHogSink } from "./posthog-sink";

const ends = ["done", "failed", "timeout"];

/** Which lines each request was seen to write. */
export type Ledger = Map<string, string[]>;

/**
 * Proves from the outside what became of a request's tasks: by the log lines, by what analytics
 * received, and by the receipt. Everything is counted: 1 is right, 0 and 2 are both wrong.
 */
export class Proof {
  private readonly request: APIRequestContext;
  private readonly logs: LogSource;
  private readonly ledger: Ledger;
  /** None where the suite cannot say where events go: a deployment. */
  private readonly sink: PostHogSink | undefined;

  constructor(
    request: APIRequestContext,
    logs: LogSource,
    sink: PostHogSink | undefined,
    ledger: Ledger = new Map(),
  ) {
    this.request = request;
    this.logs = logs;
    this.sink = sink;
    this.ledger = ledger;
  }

  /** Waits until the request's task has ended, however it did. */
  async ended(requestId: string): Promise<SeenLine> {
    await expect
      .poll(async () => this.end(requestId), {
        message: `the task of request ${requestId} should end`,
        timeout: this.logs.deadlineMs,
        intervals: [50],
      })
      .toBeDefined();
    const line = await this.end(requestId);
    if (!line) throw new Error("unreachable");
    return line;
  }

  /** Exactly one task ran, to its end: in the log, at the sink (if an event) and in the receipt. */
  async ranOnce(requestId: string, task: string): Promise<void> {
    await this.ended(requestId);
    await this.settle();
    await this.wrote(requestId, [`scheduled ${task}`, `start ${task}`, `done ${task}`]);
    if (this.sink && task !== "product_revalidated") {
      const events = this.sink.eventsOf(requestId);
      expect(events.map(({ event }) => event)).toEqual([task]);
      const [uuid] = events.map((event) => event.uuid);
      expect(this.sink.events.filter((event) => event.uuid === uuid)).toHaveLength(1);
    }
    const receipt = await this.receipt(requestId);
    expect(receipt?.tasks).toMatchObject([{ task, state: "done", ms: expect.any(Number) }]);
  }

  /** Nothing was scheduled by any of these requests. */
  async nothingRan(...requestIds: string[]): Promise<void> {
    expect(requestIds.length).toBeGreaterThan(0);
    await this.settle();
    for (const requestId of requestIds) {
      await this.wrote(requestId, []);
      expect(this.sink?.eventsOf(requestId) ?? []).toEqual([]);
      expect(await this.receipt(requestId)).toBeUndefined();
    }
  }

  /** How many times `task` was done over all of these requests, none of them left half-way. */
  async timesDone(task: string, requestIds: readonly string[]): Promise<number> {
    await this.settle();
    const lines = (await Promise.all(requestIds.map((id) => this.logs.linesOf(id)))).flat();
    const count = (state: string) =>
      lines.filter((line) => line.task === task && line.state === state).length;
    expect(count("scheduled"), describe(lines)).toBe(count("done"));
    const ran = [...new Set(lines.map(({ request }) => request))];
    const receipts = await Promise.all(ran.map((id) => this.receipt(id)));
    const tasks = receipts.flatMap((receipt) => receipt?.tasks ?? []);
    expect(tasks.filter((receipt) => receipt.task === task)).toHaveLength(count("done"));
    if (this.sink) {
      const events = requestIds.flatMap((id) => this.sink?.eventsOf(id) ?? []);
      expect(events).toHaveLength(lines.filter(({ state }) => state === "done").length);
    }
    return count("done");
  }

  /** The request's lines are these and, where they come late, become these before the deadline. */
  private async wrote(requestId: string, expected: string[]): Promise<void> {
    const count = async () => (await this.logs.linesOf(requestId)).length;
    if (expected.length > 0) {
      await expect
        .poll(count, { timeout: this.logs.deadlineMs, intervals: [50] })
        .toBeGreaterThanOrEqual(expected.length);
    }
    await expectLines(this.logs, requestId, expected);
    this.ledger.set(requestId, expected);
  }

  async receipt(requestId: string): Promise<Receipt | undefined> {
    const response = await this.request.get(`/api/receipts/${requestId}`);
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
    const response = await this.request.post("/api/track", {
      data: { event: "product_shared", slug: "ember", method: "link" },
    });
    expect(response.status()).toBe(202);
    await this.ended(requestIdOf(response));
  }

  private async end(requestId: string): Promise<SeenLine | undefined> {
    const lines = await this.logs.linesOf(requestId);
    return lines.find(({ state }) => ends.includes(state));
  }
}

/**
 * Checks once more, after the source's grace time, that no request wrote more than it was seen to:
 * a deployment's log lines arrive late and in no order.
 */
export async function audit(logs: LogSource, ledger: Ledger): Promise<void> {
  if (logs.graceMs === 0) return;
  await new Promise((resolve) => setTimeout(resolve, logs.graceMs));
  for (const [requestId, expected] of ledger) await expectLines(logs, requestId, expected);
}

async function expectLines(logs: LogSource, requestId: string, expected: string[]): Promise<void> {
  const lines = await logs.linesOf(requestId);
  expect(
    lines.map(({ state, task }) => `${state} ${task}`),
    `the lines of request ${requestId}:\n${describe(lines)}`,
  ).toEqual(expected);
}

const describe = (lines: SeenLine[]): string =>
  lines.map(({ at, state, task, ms }) => `  ${at} ${state} ${task} ${ms ?? ""}`).join("\n") ||
  "  none";

/** The id that the response carried. */
export function requestIdOf(response: { headers: () => Record<string, string> } | null): string {
  const id = response?.headers()["x-request-id"];
  if (!id) throw new Error("The response has no x-request-id: did proxy.ts run?");
  return id;
}
