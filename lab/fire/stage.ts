import type { Receipt } from "../../lib/after/receipts";
import type { Host } from "../../e2e/hosts/host.ts";
import type { PostHogSink } from "../../e2e/posthog-sink.ts";
import { type Account, account } from "./account.ts";
import { type Answer, type Ask, send, track } from "./ask.ts";
import { until } from "../until.ts";
import { endsOf, keyOf, TaskLog } from "./task-log.ts";

/** As many as lib/after/receipts.ts keeps when their tasks have ended. */
const RECEIPTS_KEPT = 1_000;
const AT_ONCE = 10;
/** How much longer than its deadline a task may take to be seen ending, in ms. */
const SETTLE_MS = 10_000;

/** A host, a sink, and everything that was asked of the host. */
export class Stage<H extends Host = Host> {
  readonly answers: Answer[] = [];
  readonly log: TaskLog;
  readonly host: H;
  readonly sink: PostHogSink;
  readonly sinkUrl: string;
  private readonly afterTimeoutMs: number;
  private away = false;

  constructor(host: H, sink: PostHogSink, sinkUrl: string, afterTimeoutMs: number) {
    this.host = host;
    this.sink = sink;
    this.sinkUrl = sinkUrl;
    this.afterTimeoutMs = afterTimeoutMs;
    this.log = new TaskLog(host.output);
  }

  async ask(ask: Ask): Promise<Answer> {
    const answer = await send(this.host.url, ask);
    this.answers.push(answer);
    return answer;
  }

  /** Waits until every task has ended that was promised or scheduled; gives up in silence. */
  async settle(): Promise<void> {
    await until(() => {
      const runs = [...this.log.read().values()];
      const tasks = new Set(runs.map(({ request, task }) => keyOf(request, task)));
      const promised = this.answers.flatMap(({ status, whole, id = "none", tasks: names }) =>
        whole && status < 300 ? names.map((name) => keyOf(id, name)) : [],
      );
      return promised.every((key) => tasks.has(key)) && runs.every((run) => endsOf(run) > 0);
    }, this.afterTimeoutMs + SETTLE_MS);
  }

  /**
   * Accounts for everything, when all has ended and a later request's task too: what was to come a
   * second time has come by then.
   */
  async account(later = track()): Promise<Account> {
    await this.settle();
    await this.ask(later);
    await this.settle();
    const receipts = await this.receipts();
    const { events, attempts } = this.sink;
    return account({
      answers: this.answers,
      tasks: this.log.read(),
      events,
      attempts,
      receipts: receipts.filter((receipt) => receipt !== undefined),
      receiptsGone: receipts.filter((receipt) => receipt === undefined).length,
    });
  }

  /** How many tasks have no event at the sink. */
  undelivered(): number {
    const arrived = new Set(this.sink.events.map(({ properties }) => properties.request_id));
    return [...this.log.read().values()].filter(({ request }) => !arrived.has(request)).length;
  }

  /** Nobody listens any more where the sink was. */
  async takeSinkAway(): Promise<void> {
    this.away = true;
    await this.sink.stop();
  }

  /** The sink is where it was, and well. */
  async bringSinkBack(): Promise<void> {
    this.sink.behave("accept");
    if (this.away) await this.sink.start(Number(new URL(this.sinkUrl).port));
    this.away = false;
  }

  async close(): Promise<void> {
    await this.host.stop();
    if (!this.away) await this.sink.stop();
  }

  /** The receipts of the requests whose tasks ended last: as many as are kept. */
  private async receipts(): Promise<(Receipt | undefined)[]> {
    const tasks = [...this.log.read().values()].toSorted((a, b) => a.endedAt - b.endedAt);
    const newest = new Set(tasks.toReversed().map(({ request }) => request));
    const waiting = [...newest].slice(0, RECEIPTS_KEPT);
    const found: (Receipt | undefined)[] = [];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let id = waiting.pop(); id; id = waiting.pop()) {
          const response = await fetch(`${this.host.url}/api/receipts/${id}`);
          found.push(response.ok ? ((await response.json()) as Receipt) : undefined);
        }
      }),
    );
    return found;
  }
}
