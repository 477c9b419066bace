import { homedir } from "node:os";
import { root } from "../../../e2e/builds.ts";
import type { SinkEvent } from "../../../e2e/posthog-ingestion.ts";
import { type AfterLine, parseAfterLine } from "../../../lib/after/log-line.ts";
import type { Message } from "./message.ts";
import { errorsIn } from "./errors.ts";
import { isAccepted, isAction, isNextsOwn500 } from "./next-answers.ts";
import { hostileEnv } from "./settings.ts";
import type { Answer } from "./wire.ts";

/** One message and what came of it. */
export interface Shot {
  message: Message;
  answers: Answer[];
  ended: "closed" | "reset" | "silent";
}

/** What no answer may hold: secrets, where files are, and where in the code something broke. */
const forbidden = [
  hostileEnv.POSTHOG_KEY,
  hostileEnv.REVALIDATE_SECRET,
  root,
  homedir().length > 1 ? homedir() : "/home/",
  "node_modules/",
  "file:///",
  "root:x:0",
];
/** Next and V8 quote what they cannot read, escaped or cut at ten characters. */
const quoting = /(Received ".*\[after\].*"\.| is not valid JSON)$/;
const stack = /\n {4}at .+:\d+:\d+/;
const broken =
  /unhandled ?rejection|uncaught ?exception|out of memory|FATAL ERROR|gave no whole answer/i;

const said = (lines: readonly AfterLine[]) =>
  lines.map(({ state, task, run }) => `${state} ${task} ${run}`).join(", ");

/** What each run writes: a line of each. */
const steps = ["scheduled", "start", "end"];
const stepOf = ({ state }: AfterLine) =>
  state === "scheduled" || state === "start" ? state : "end";

/** What is wrong with the answer to one message. */
export function complaintsOf({ message, answers, ended }: Shot): string[] {
  const complaints: string[] = [];
  const { fate } = message;
  if (ended === "silent") complaints.push("was never answered");
  for (const { status, text, id } of answers) {
    if (status >= 500 && !isNextsOwn500(message) && !isAction(message)) {
      complaints.push(`was answered ${status}: ${text.slice(-200)}`);
    }
    if (fate === "refused" && status < 300) complaints.push(`was accepted with ${status}`);
    if (fate === "counted" && status >= 300) complaints.push(`was refused with ${status}`);
    if (fate === "counted" && !id) complaints.push("was accepted without an id");
    const held = forbidden.find((secret) => text.includes(secret)) ?? stack.exec(text)?.[0];
    if (held) complaints.push(`was answered with ${JSON.stringify(held)}`);
  }
  if (fate === "counted" && answers.length !== 1) complaints.push(`got ${answers.length} answers`);
  return complaints;
}

/** What is wrong with the server's output and with what the sink got, given all answers. */
export function complaintsOfAll(
  shots: readonly Shot[],
  output: readonly string[],
  events: readonly SinkEvent[],
): string[] {
  const complaints: string[] = [];
  const answered = shots.flatMap(({ answers, message }) =>
    answers.flatMap((answer) =>
      answer.id ? [{ id: answer.id, message, accepted: isAccepted(message, answer) }] : [],
    ),
  );
  const accepted = new Map(answered.map((answer) => [answer.id, answer.accepted]));
  if (accepted.size !== answered.length) complaints.push("an id was handed out twice");

  const errors = errorsIn(output);
  for (const { text, isNexts } of errors) {
    if (!isNexts) complaints.push(`the app threw: ${text.slice(0, 300)}`);
  }
  const unexplained =
    shots
      .filter(({ message }) => isAction(message))
      .flatMap(({ answers }) => answers.filter(({ status }) => status >= 500)).length -
    errors.filter(({ isNexts }) => isNexts).length;
  if (unexplained > 0)
    complaints.push(`${unexplained} actions were answered 500, and no line says why`);

  const seen = new Map<string, AfterLine[]>();
  for (const line of output) {
    if (broken.test(line)) complaints.push(`the server wrote: ${line.slice(0, 300)}`);
    if (!line.includes("[after]") || quoting.test(line)) continue;
    const parsed = parseAfterLine(line);
    if (!parsed || !accepted.has(parsed.request)) {
      complaints.push(`a line of nobody: ${line.slice(0, 300)}`);
    } else seen.set(parsed.request, [...(seen.get(parsed.request) ?? []), parsed]);
  }
  const arrived = Map.groupBy(events, ({ properties }) => String(properties.request_id));
  for (const id of arrived.keys()) {
    if (!seen.has(id)) complaints.push(`an event of nobody: ${id}`);
  }

  for (const [id, lines] of seen) {
    const runs = Map.groupBy(lines, ({ task, run }) => `${task} ${run}`);
    for (const [run, own] of runs) {
      if (own.map(stepOf).toSorted().join() !== steps.toSorted().join()) {
        complaints.push(`${run} of ${id} wrote ${said(own)}`);
      }
    }
    if (runs.size > new Set(lines.map(({ task }) => task)).size) {
      complaints.push(`${id} ran a task more than once: ${said(lines)}`);
    }
    if (!accepted.get(id)) complaints.push(`${id} was refused, and wrote ${said(lines)}`);
    const done = lines.filter(
      ({ state, task }) => state === "done" && !task.endsWith("revalidated"),
    );
    const uuids = new Set(arrived.get(id)?.map(({ uuid }) => uuid));
    if (uuids.size !== done.length || (arrived.get(id)?.length ?? 0) !== done.length) {
      complaints.push(`${id} is done ${done.length} times, and has ${uuids.size} events`);
    }
  }
  for (const { id, message } of answered) {
    if (message.fate === "counted" && seen.get(id)?.length !== steps.length) {
      complaints.push(`${message.name} (${id}) wrote ${said(seen.get(id) ?? [])}`);
    }
  }
  return complaints;
}
