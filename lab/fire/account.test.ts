import { expect, test } from "vitest";
import { formatAfterLine, type TaskState } from "@/lib/after/log-line";
import { account } from "./account.ts";
import { TaskLog } from "./task-log.ts";

const uuid = (digit: number) => `${digit}f0c2d1e-9f6b-4c1c-8d0e-111122223333`;
const view = "product_viewed";

const answer = (id: string) => ({
  status: 200,
  whole: true,
  id,
  platformId: undefined,
  ms: 5,
  tasks: [view],
});
const event = (request: string, digit: number) => ({
  event: view,
  distinct_id: "somebody",
  uuid: uuid(digit),
  timestamp: "2026-01-01T00:00:00Z",
  properties: { request_id: request },
});
const linesOfRun = (run: string, request: string, ...states: TaskState[]) =>
  states.map((state) => {
    const ended = state !== "scheduled" && state !== "start";
    return formatAfterLine({ state, task: view, request, run, ...(ended && { ms: 7 }) });
  });
const lines = (request: string, ...states: TaskState[]) => linesOfRun("1", request, ...states);
const entry = (run: string, state: TaskState, ms: number) => ({
  task: view,
  run,
  state,
  ms,
  endedAt: 1,
});
const receipt = (requestId: string, state: TaskState, ms: number) => ({
  requestId,
  tasks: [entry("1", state, ms)],
});

/** The account of one view of request `a` that went well, but for what is given. */
const accountOf = ({
  answers = [answer("a")],
  output = lines("a", "scheduled", "start", "done"),
  events = [event("a", 1)],
  receipts = [receipt("a", "done", 7)],
} = {}) =>
  account({
    answers,
    tasks: new TaskLog(output).read(),
    events,
    attempts: events,
    receipts,
    receiptsGone: 0,
  });

test("a view that was scheduled, started and done once, with one event, is accounted for", () => {
  expect(accountOf()).toMatchObject({
    requests: 1,
    responses: 1,
    scheduled: 1,
    started: 1,
    done: 1,
    events: 1,
    unaccounted: [],
    duplicates: 0,
    lost: 0,
    complaints: [],
  });
});

test.each([
  ["has no end", lines("a", "scheduled", "start")],
  ["ends twice", lines("a", "scheduled", "start", "done", "timeout")],
  ["starts twice", lines("a", "scheduled", "start", "start", "done")],
  ["was never scheduled", []],
])("a task that %s is unaccounted for", (_what, output) => {
  expect(accountOf({ output, receipts: [] }).unaccounted).toHaveLength(1);
});

test("a task of nobody's request is unaccounted for, unless a request lost its answer", () => {
  const output = [
    ...lines("a", "scheduled", "start", "done"),
    ...lines("b", "scheduled", "start", "done"),
  ];
  const events = [event("a", 1), event("b", 2)];
  expect(accountOf({ output, events }).unaccounted).toHaveLength(1);
  const answers = [answer("a"), { ...answer("b"), whole: false }];
  expect(accountOf({ output, events, answers }).unaccounted).toHaveLength(0);
});

test("two events of one task are a duplicate", () => {
  const twice = accountOf({ events: [event("a", 1), event("a", 2)] });
  expect(twice.duplicates).toBe(1);
  expect(twice.complaints).toEqual(["1 duplicates"]);
});

test("a task that was done twice is a duplicate, too", () => {
  const output = lines("a", "scheduled", "start", "done", "done");
  expect(accountOf({ output }).duplicates).toBe(1);
});

test("an event that arrives again with its uuid is no duplicate, and is told", () => {
  const events = [event("a", 1), event("a", 1)];
  expect(accountOf({ events })).toMatchObject({ events: 1, duplicates: 0, repeats: 1 });
});

test("a task that says done without its event is complained of, one that says failed is lost", () => {
  expect(accountOf({ events: [] }).complaints).toHaveLength(1);
  const output = lines("a", "scheduled", "start", "failed");
  const receipts = [receipt("a", "failed", 7)];
  expect(accountOf({ output, events: [], receipts })).toMatchObject({ lost: 1, complaints: [] });
});

test("an event without a task is complained of", () => {
  expect(accountOf({ events: [event("a", 1), event("b", 2)] }).complaints).toHaveLength(1);
});

test("a receipt that tells another end than the log is complained of", () => {
  expect(accountOf({ receipts: [receipt("a", "timeout", 7)] }).complaints).toHaveLength(1);
  expect(accountOf({ receipts: [receipt("a", "done", 8)] }).complaints).toHaveLength(1);
});

const twoRuns = [
  ...linesOfRun("1", "a", "scheduled", "start", "done"),
  ...linesOfRun("2", "a", "scheduled", "start", "done"),
];

test("a task that ran twice in one request is a duplicate and unaccounted for, though each run is whole", () => {
  const receipts = [{ requestId: "a", tasks: [entry("1", "done", 7), entry("2", "done", 7)] }];
  const twice = accountOf({ output: twoRuns, events: [event("a", 1), event("a", 2)], receipts });
  expect(twice).toMatchObject({
    scheduled: 2,
    done: 2,
    duplicates: 1,
    complaints: ["1 duplicates", "1 runs of tasks that had run in their request before"],
  });
  expect(twice.unaccounted).toMatchObject([{ run: "2" }]);
});

test("lines of one run do not stand in for those of another", () => {
  const output = [...linesOfRun("1", "a", "scheduled", "start"), ...linesOfRun("2", "a", "done")];
  expect(accountOf({ output, receipts: [] }).unaccounted).toHaveLength(2);
});

test("a receipt is held against the lines of the same run", () => {
  const other = [{ requestId: "a", tasks: [entry("2", "done", 7)] }];
  expect(accountOf({ receipts: other }).complaints).toEqual([
    "1 receipts that do not agree with the log lines",
    "1 runs that their request's receipt does not hold",
  ]);
});
