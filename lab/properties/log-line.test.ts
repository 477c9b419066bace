import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type AfterLine, formatAfterLine, parseAfterLine, taskStates } from "@/lib/after/log-line";

const text = fc.string({ unit: "binary", minLength: 1 });
const line: fc.Arbitrary<AfterLine> = fc.record(
  {
    state: fc.constantFrom(...taskStates),
    task: text,
    request: text,
    run: text,
    ms: fc.nat(),
    error: fc.string({ unit: "binary" }),
  },
  { requiredKeys: ["state", "task", "request", "run"] },
);

test("a line comes back from the parser as it went in, whatever its values hold", () => {
  fc.assert(
    fc.property(line, (fields) => {
      expect(parseAfterLine(formatAfterLine(fields))).toEqual(fields);
    }),
    { numRuns: 2_000 },
  );
});

test("a line stays one printable line, whatever its values hold", () => {
  fc.assert(
    fc.property(line, (fields) => {
      expect(formatAfterLine(fields)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 2_000 },
  );
});
