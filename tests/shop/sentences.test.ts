import { expect, test } from "vitest";
import { tell } from "@/app/teaching/sentences";
import type { TaskReceipt } from "@/lib/after/receipts";

const done: TaskReceipt = {
  task: "product_viewed",
  run: "1b9c04de",
  state: "done",
  scheduledAt: 1_000,
  startedAt: 1_020,
  endedAt: 1_024,
  ms: 4,
};

const told = (...tasks: TaskReceipt[]) =>
  tell({
    receipt: { requestId: "1", tasks },
    origin: "view",
    notCounted: undefined,
    sentMs: 31,
  });

test("a view is said to be counted as often as it was", () => {
  expect(told(done)).toBe("This page was sent in 31 ms. 4 ms later your view was counted, once.");
  const again = { ...done, run: "77aa01c2" };
  expect(told(done, again)).toContain("your view was counted, 2 times.");
});

test("another task of the same request is not taken for a second view", () => {
  const other = { ...done, run: "77aa01c2", task: "cart_expired" };
  expect(told(done, other)).toContain("your view was counted, once.");
});

test("what is not known yet is not said", () => {
  expect(told()).toBe("This page is sent first; then your view is counted.");
  const { startedAt: _, ...scheduled } = done;
  expect(told(scheduled)).not.toContain("was counted");
  const { endedAt: __, ...started } = done;
  expect(told(started)).toBe("This page was sent in 31 ms. Now your view is being counted.");
});

test("a task that failed, or was given up, has counted nothing", () => {
  for (const state of ["failed", "timeout"] as const) {
    const sentence = told({ ...done, state, ms: 3_004 });
    expect(sentence).toMatch(/3004 ms later counting your view .+ you did not wait for it\.$/);
    expect(sentence).not.toContain("once");
  }
});

test("a view that is not counted says why", () => {
  const receipt = { requestId: "1", tasks: [] };
  const not = { receipt, origin: "view", sentMs: undefined } as const;
  expect(tell({ ...not, notCounted: "privacy signal" })).toBe(
    "This page was sent. Not counted as a view: privacy signal.",
  );
});
