import { expect, test } from "vitest";
import { errorsIn } from "./errors.ts";

const nexts = [
  "⨯ Error: Unexpected end of form",
  "    at ignore-listed frames {",
  "  digest: '1'",
  "}",
];
const apps = [
  "⨯ TypeError: slug is",
  "no text",
  "    at addToBag (.next/server/chunks/ssr/[root]__1._.js:11:2929)",
  "    at ignore-listed frames {",
  "  digest: '2'",
  "}",
];
const other = [
  "Error [InvariantError]: This is a bug in Next.js.",
  "    at get (.next/server/chunks/ssr/[root]__1._.js:1:1)",
];

/** Where a host calls the handler. */
const hosted = ["SyntaxError: no JSON", "    at JSON.parse (<anonymous>) {", "  digest: '3'", "}"];

test("an error is Next's own if nothing of the app is on its stack, whatever stands around it", () => {
  const told = errorsIn([
    ...other,
    ...nexts,
    ...hosted,
    ...other,
    ...apps,
    "[after] done task=a request=b ms=1",
  ]);
  expect(told.map(({ isNexts }) => isNexts)).toEqual([true, true, false]);
  expect(errorsIn([...nexts.slice(0, 1), "    at ignore-listed frames", ...other])).toMatchObject([
    { isNexts: true },
  ]);
});
