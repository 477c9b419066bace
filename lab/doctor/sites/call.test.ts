import { expect, test } from "vitest";
import { frame, places } from "./places.ts";
import { beginningOf, callOf, type Finder } from "./site.ts";

const call = (...stack: string[]) => callOf(places, stack.map(frame));

test("a call is where a file that Next calls makes it, whatever wraps that", () => {
  const page = { file: "app/x/page.tsx", line: 12 };
  expect(call("app/x/page.tsx:12")).toEqual({ ...page, via: undefined });
  expect(call("lib/track.ts:5", "app/x/page.tsx:12")).toEqual({ ...page, via: "lib/track.ts:5" });
  expect(call("app/x/page.tsx:12", "lib/with-auth.ts:3")).toEqual({ ...page, via: undefined });
  expect(call("app/track.ts:5", "src/app/x/route.ts:9")).toMatchObject({
    file: "src/app/x/route.ts",
    via: "app/track.ts:5",
  });
});

test("or else the outermost of the app's folder, or of the app's own code", () => {
  expect(call("app/track.ts:5", "app/x/actions.ts:7", "lib/action.ts:2")).toMatchObject({
    file: "app/x/actions.ts",
  });
  expect(call("lib/after.ts:5", "lib/count.tsx:7")).toMatchObject({
    file: "lib/count.tsx",
    via: "lib/after.ts:5",
  });
  expect(call("node_modules/kit/index.js:1", "lib/count.tsx:7")).toMatchObject({
    line: 7,
    via: "kit",
  });
});

test("a call that a minifier inlined is where its callback is", () => {
  expect(callOf(places, [], "()=>1")).toMatchObject({ file: "(unknown)" });
  const bundled: Finder = { ...places, of: () => undefined };
  expect(callOf(bundled, [frame("chunk.js:1")], "()=>1")).toMatchObject({
    file: "app/edge/route.ts",
    line: 7,
  });
});

test("work begins as far out as the app's own code goes", () => {
  expect(beginningOf(places, ["app/x/route.ts:4", "app/x/route.ts:9"].map(frame))).toMatchObject({
    line: 9,
  });
});
