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
    "[after] done task=a request=b run=c ms=1",
  ]);
  expect(told.map(({ isNexts }) => isNexts)).toEqual([true, true, false]);
  expect(errorsIn([...nexts.slice(0, 1), "    at ignore-listed frames", ...other])).toMatchObject([
    { isNexts: true },
  ]);
});

const failed = (at: string) => ["The function failed: Error: no", `    at get (${at}:1:1)`];

test("what a handler threw explains an answer, if the host's own code or the build did not throw it", () => {
  const thrown = ["The function failed: Error: Connection closed.", "    at ignore-listed frames"];
  expect(
    errorsIn([
      ...thrown,
      ...failed(".next/server/chunks/_1._.js"),
      ...failed("../../e2e/hosts/serverless/instance.ts"),
    ]),
  ).toMatchObject([{ text: expect.stringContaining("Connection closed"), isNexts: true }]);
});
