import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "vitest";
import { Ledger } from "@/e2e/ledger";
import type { SeenLine } from "@/e2e/logs/log-source";
import { Proof } from "@/e2e/proof";

const id = "6f0c2d1e-9f6b-4c1c-8d0e-111122223333";
const ends = { task: "product_viewed", run: "1b9c04de", state: "failed" as const };
const lines = (["scheduled", "start", "failed"] as const).map((state): SeenLine => ({
  ...ends,
  state,
  request: id,
}));

const answer = (status: number, body?: object) => ({
  status: () => status,
  headers: () => ({ "cache-control": "no-store", "x-request-id": id }),
  json: async () => body,
});

/** A host whose request failed its task as its lines say, and of which a receipt says `tasks`, if any. */
function proofOf(tasks: (typeof ends)[] | undefined, hasReceipts: boolean): Proof {
  const request = {
    get: async () => (tasks ? answer(200, { requestId: id, tasks }) : answer(404)),
    post: async () => answer(202),
  } as unknown as APIRequestContext;
  const logs = { deadlineMs: 1_000, graceMs: 0, linesOf: async () => lines };
  return new Proof(request, logs, undefined, new Ledger(), hasReceipts);
}

const endedOnce = (proof: Proof) => proof.endedOnce(id, ends.task, "failed");

test("a task that failed has a receipt of the same run that says so", async () => {
  expect(await endedOnce(proofOf([ends], true))).toMatchObject({ state: "failed" });
  const other = { ...ends, run: "77aa01c2" };
  for (const tasks of [undefined, [], [other], [ends, other]]) {
    await expect(endedOnce(proofOf(tasks, true)), JSON.stringify(tasks)).rejects.toThrow(
      /the receipt of/,
    );
  }
});

test("where receipts are off there must be none", async () => {
  expect(await endedOnce(proofOf(undefined, false))).toMatchObject({ state: "failed" });
  await expect(endedOnce(proofOf([ends], false))).rejects.toThrow(/the receipt of/);
});
