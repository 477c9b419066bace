import type { Host } from "../../../e2e/hosts/host.ts";
import type { PostHogSink } from "../../../e2e/posthog-sink.ts";
import { serverActionId } from "../../../e2e/server-action.ts";
import { until } from "../../until.ts";
import { heapOf, isInspectable } from "../../inspector.ts";
import { actions } from "./corpus/actions.ts";
import { badBodies, event } from "./corpus/bodies.ts";
import { headers } from "./corpus/headers.ts";
import { paths } from "./corpus/paths.ts";
import { protocol } from "./corpus/protocol.ts";
import { bytesOf, describe, type Message } from "./message.ts";
import { isAccepted } from "./next-answers.ts";
import { complaintsOf, complaintsOfAll, type Shot } from "./oracle.ts";
import { randomMessages } from "./random.ts";
import { type Connection, write } from "./wire.ts";

export interface Outcome {
  requests: number;
  responses: number;
  /** The requests that the app took, and the others; both by the ids that the app gave them. */
  acceptedIds: string[];
  refusedIds: string[];
  /** Everything that is not as it must be, in sentences. */
  complaints: string[];
  /** What was measured, in sentences. */
  notes: string[];
}

const AT_ONCE = 32;
const PATIENCE_MS = 20_000;
const SETTLE_MS = 20_000;
/** While hundreds of bodies that never end are held open, after the garbage was collected. */
const MAX_GROWTH_BYTES = 64 * 1024 * 1024;

const good = {
  method: "POST",
  target: "/api/track",
  headers: [["content-type", "application/json"]],
  body: JSON.stringify(event),
  fate: "counted",
} as const;

/** After everything else the server must still answer as usual. */
const afterwards: Message[] = [
  { name: "the catalogue, afterwards", target: "/" },
  { name: "a product, afterwards", target: "/products/ember" },
  { name: "an event, afterwards", ...good },
];

/**
 * Throws `count` hostile messages at a host that was started with `hostileEnv` and sends its events
 * to the sink: the corpus (a part of it, evenly chosen, where `count` is smaller), then random ones,
 * which are the same for a seed. Many at once, over raw sockets. Says everything that is wrong.
 */
export async function throwHostileInput(
  host: Host,
  sink: PostHogSink,
  count: number,
  seed: number,
): Promise<Outcome> {
  const url = new URL(host.url);
  const before = { output: host.output.length, events: sink.events.length };
  const page = await fetch(`${host.url}/products/ember`);
  const action = serverActionId(await page.text());
  const corpus = [...protocol, ...paths, ...badBodies, ...headers, ...actions(action)];
  const chosen = evenly(corpus, count);
  const messages = [...chosen, ...randomMessages(action, count - chosen.length, seed)];
  const used = async () => {
    const { heap, buffers } = isInspectable(host) ? await heapOf(host) : { heap: 0, buffers: 0 };
    return heap + buffers;
  };
  const usedBefore = await used();

  const shots: Shot[] = [];
  const held: { message: Message; connection: Connection }[] = [];
  const shoot = async (message: Message) => {
    const connection = write(url, bytesOf(message, url.host), PATIENCE_MS);
    if (message.endless) {
      held.push({ message, connection });
      return;
    }
    const ended = await connection.ended;
    connection.close();
    shots.push({ message, answers: connection.answers(), ended });
  };
  const waiting = messages.toReversed();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let message = waiting.pop(); message; message = waiting.pop()) await shoot(message);
    }),
  );
  for (const message of afterwards) await shoot(message);
  const usedAfter = await used();
  for (const { message, connection } of held) {
    shots.push({ message, answers: connection.answers(), ended: "closed" });
    connection.close();
  }
  await settle(host, before.output);

  const complaints = shots.flatMap((shot) =>
    complaintsOf(shot).map((complaint) => `${describe(shot.message)} ${complaint}`),
  );
  for (const { message, answers } of shots.filter((shot) => afterwards.includes(shot.message))) {
    if (!answers.some(({ status }) => status < 300)) complaints.push(`${message.name}: no answer`);
  }
  const output = host.output.slice(before.output);
  complaints.push(...complaintsOfAll(shots, output, sink.events.slice(before.events)));
  const notes = usedBefore
    ? [
        `after a forced collection the server used ${megabytes(usedBefore)} MB before and ${megabytes(usedAfter)} MB afterwards, with ${held.length} bodies without an end held open`,
      ]
    : [];
  if (usedAfter - usedBefore > MAX_GROWTH_BYTES) complaints.push(...notes);
  const idsOf = (accepted: boolean) =>
    shots.flatMap((shot) =>
      shot.answers
        .filter((answer) => isAccepted(shot.message, answer) === accepted)
        .flatMap(({ id }) => id ?? []),
    );
  return {
    requests: shots.length,
    responses: shots.flatMap(({ answers }) => answers).length,
    acceptedIds: idsOf(true),
    refusedIds: idsOf(false),
    notes,
    complaints: complaints.map((complaint) => `${complaint} (seed ${seed})`),
  };
}

const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);

function evenly<T>(all: readonly T[], count: number): T[] {
  if (all.length <= count) return [...all];
  return all.filter(
    (_, at) =>
      Math.floor((at * count) / all.length) !== Math.floor(((at - 1) * count) / all.length),
  );
}

/** Waits until every task that was scheduled has ended. */
async function settle({ output }: Host, from: number): Promise<void> {
  const count = (state: RegExp) => output.slice(from).filter((line) => state.test(line)).length;
  await until(
    () => count(/^\[after\] scheduled /) <= count(/^\[after\] (done|failed|timeout) /),
    SETTLE_MS,
    50,
  );
}
