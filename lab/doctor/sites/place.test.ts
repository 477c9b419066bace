import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { root, SERVERLESS_ADAPTER } from "../../../e2e/builds.ts";
import { Places } from "./place.ts";

const places = new Places(root);
const fileOf = (path: string) => places.of([join(root, path), 1, 1, ""])?.file;

test("what serves an app is no place of the app", () => {
  expect(fileOf("app/page.tsx")).toBe("app/page.tsx");
  expect(fileOf("node_modules/next/dist/server/after/after.js")).toBeUndefined();
  expect(places.of([join(dirname(SERVERLESS_ADAPTER), "instance.ts"), 1, 1, ""])).toBeUndefined();
});
