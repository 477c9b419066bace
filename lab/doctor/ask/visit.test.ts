import { expect, test } from "vitest";
import { pathOf, urlOf, type Visit } from "./visit.ts";

const visit = (basePath: string, trailingSlash = false) =>
  ({ origin: "http://127.0.0.1:1", built: { basePath, trailingSlash } }) as Visit;

test("a path's address has base path and slash as the app has them", () => {
  expect(urlOf(visit(""), "/a?b=1")).toBe("http://127.0.0.1:1/a?b=1");
  expect(urlOf(visit("/base"), "/")).toBe("http://127.0.0.1:1/base");
  expect(urlOf(visit("/base", true), "/a?b=1")).toBe("http://127.0.0.1:1/base/a/?b=1");
  expect(urlOf(visit("", true), "/")).toBe("http://127.0.0.1:1/");
});

test("a link's path is without them, and one that leads out has none", () => {
  expect(pathOf(visit("/base", true), "/base/a/?b=1#c")).toBe("/a?b=1");
  expect(pathOf(visit("/base"), "/base")).toBe("/");
  expect(pathOf(visit(""), "b", "/a/c")).toBe("/a/b");
  expect(pathOf(visit("/base"), "/elsewhere")).toBeUndefined();
  expect(pathOf(visit("/base"), "/basement")).toBeUndefined();
  expect(pathOf(visit(""), "https://example.com/a")).toBeUndefined();
  expect(pathOf(visit(""), "mailto:a@b.c")).toBeUndefined();
});
