import { track, view } from "./ask.ts";
import type { Fire } from "./fire.ts";
import { flood } from "./flood.ts";
import { notDone } from "./happened.ts";
import { onNextStart } from "./open.ts";
import { type Row, rowOf } from "./row.ts";
import { until } from "../until.ts";

const AMOUNT = 12_000;
const OTHER_CLIENTS = 20;
/** A line comes at most a minute after the one before. */
const LOGGED_WITHIN_MS = 65_000;

const from = (address: string) => track({ "x-forwarded-for": address });

/** How many refusals each line of the log tells of. */
const loggedBy = (output: readonly string[]): number[] =>
  output.flatMap((line) => {
    const [, refused] = /^\[rate-limit\] refused=(\d+) /.exec(line) ?? [];
    return refused ? [Number(refused)] : [];
  });

/**
 * More beacons than the default rate limit takes, of one client and of all: those that are taken run
 * once, and the others are refused with 429, run nothing, and are in the log's numbers.
 */
export async function defaultLimitRow({ builds }: Fire): Promise<Row[]> {
  // Empty is unset.
  const env = { TRACK_RATE_LIMIT: "" };
  const stage = await onNextStart({ build: builds["next start"], afterTimeoutMs: 10_000, env });
  try {
    // Half of all are one client's, who is refused by its own limit; the others exceed that of all.
    const others = Array.from({ length: OTHER_CLIENTS }, (_, index) => `198.51.100.${index}`);
    const asks = others.flatMap((other) => [from("192.0.2.1"), from(other)]);
    const started = performance.now();
    const ms = await flood(stage, asks, { amount: AMOUNT });
    const refused = stage.answers.filter(({ status }) => status === 429);
    const sum = () => loggedBy(stage.host.output).reduce((before, count) => before + count, 0);
    await until(() => sum() >= refused.length, LOGGED_WITHIN_MS, 100);
    const minutes = (performance.now() - started) / 60_000;
    // Not by a beacon: it may be refused, too.
    const account = await stage.account(view());

    const logged = sum();
    const lines = loggedBy(stage.host.output).length;
    const taken = stage.answers.filter(({ status }) => status === 202);
    const ids = new Set(refused.map(({ id }) => id));
    const ran = [...stage.log.read().values()].filter(({ request }) => ids.has(request));
    const complaints = notDone(stage);
    const complain = (wrong: boolean, what: string) => wrong && complaints.push(what);
    complain(refused.length === 0, "none was refused");
    complain(
      taken.length + refused.length !== AMOUNT,
      "some were answered with neither 202 nor 429",
    );
    complain(ran.length > 0, `${ran.length} tasks of refused beacons ran`);
    complain(
      logged !== refused.length,
      `${refused.length} were refused, and the log says ${logged}`,
    );
    complain(
      lines > 1 + minutes,
      `the log has ${lines} lines about it in ${minutes.toFixed(1)} min`,
    );
    const notes = [
      `${taken.length} were taken and ${refused.length} refused; ${lines} lines of the log tell of ${logged}`,
    ];
    return [
      rowOf({
        name: "track posts, default limit",
        host: "next start",
        account,
        ms,
        notes,
        complaints,
      }),
    ];
  } finally {
    await stage.close();
  }
}
