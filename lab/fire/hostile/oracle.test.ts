import { expect, test } from "vitest";
import { formatAfterLine } from "@/lib/after/log-line";
import { complaintsOfAll, type Shot } from "./oracle.ts";

const id = "6f0c2d1e-9f6b-4c1c-8d0e-111122223333";
const task = "product_viewed";
const shot: Shot = {
  message: { name: "a view", target: "/products/ember", fate: "counted" },
  answers: [{ status: 200, id, text: "" }],
  ended: "closed",
};
const lines = (run: string) =>
  (["scheduled", "start", "done"] as const).map((state) =>
    formatAfterLine({ state, task, request: id, run }),
  );
const event = (digit: number) => ({
  event: task,
  distinct_id: "somebody",
  uuid: `${digit}f0c2d1e-9f6b-4c1c-8d0e-111122223333`,
  timestamp: "2026-01-01T00:00:00Z",
  properties: { request_id: id },
});

test("a task that ran once, with one event, is right", () => {
  expect(complaintsOfAll([shot], lines("1"), [event(1)])).toEqual([]);
});

test("a task that ran twice is complained of, also where nothing is expected of its request", () => {
  const anything: Shot = { ...shot, message: { name: "a view", target: "/products/ember" } };
  expect(complaintsOfAll([anything], [...lines("1"), ...lines("2")], [event(1), event(2)])).toEqual(
    [expect.stringContaining(`${id} ran a task more than once: `)],
  );
});

test("each run has to write its own lines", () => {
  const [scheduled = "", start = ""] = lines("1");
  const [, , done = ""] = lines("2");
  const complaints = complaintsOfAll([shot], [scheduled, start, done], [event(1)]);
  expect(complaints).toContain(`${task} 1 of ${id} wrote scheduled ${task} 1, start ${task} 1`);
  expect(complaints).toContain(`${task} 2 of ${id} wrote done ${task} 2`);
});
