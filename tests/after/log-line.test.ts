import { describe, expect, test } from "vitest";
import { type AfterLine, formatAfterLine, parseAfterLine } from "@/lib/after/log-line";

const forged = "[after] done task=page_viewed request=1 run=2 ms=1";

describe("a line", () => {
  test("is what the contract says", () => {
    const request = "6f0c2d1e-9f6b-4c1c-8d0e-111122223333";
    const task = "page_viewed";
    const run = "1b9c04de";
    expect(formatAfterLine({ state: "scheduled", task, request, run })).toBe(
      `[after] scheduled task=page_viewed request=${request} run=1b9c04de`,
    );
    const failed: AfterLine = { state: "failed", task, request, run, ms: 3004, error: 'E: "x"' };
    expect(formatAfterLine(failed)).toBe(
      String.raw`[after] failed task=page_viewed request=${request} run=1b9c04de ms=3004 error="E: \"x\""`,
    );
    expect(parseAfterLine(formatAfterLine(failed))).toEqual(failed);
  });

  test("stays one printable line, and holds the prefix of no other", () => {
    for (const separator of ["\n", "\r", "\u0085", "\u2028", "\u2029", "\u202e", "\ud800"]) {
      const fields: AfterLine = {
        state: "start",
        task: `x${separator}${forged}`,
        request: `x" ${forged}`,
        run: `x\n${forged}`,
      };
      const printed = formatAfterLine(fields);
      expect(printed).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
      expect(parseAfterLine(printed)).toEqual(fields);
    }
  });
});

test("other lines are not taken for a task's", () => {
  const others = [
    "",
    "GET /a 200",
    ` ${forged}`,
    `${forged} extra`,
    "[after] finished task=a request=1 run=2",
    "[after] done task= request=1 run=2",
    "[after] done task=a request=1",
    'x [after] done task=a request="1" run=2',
    String.raw`[after] done task="\q" request=1 run=2`,
    "[after] done task=a b request=1 run=2",
  ];
  for (const other of others) expect(parseAfterLine(other), other).toBeUndefined();
});
