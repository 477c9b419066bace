import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CannotTell } from "./cannot-tell.ts";
import { readOptions } from "./options.ts";

const cwd = mkdtempSync(join(tmpdir(), "options-"));
writeFileSync(join(cwd, "package.json"), "{}");
const read = (...args: string[]) => readOptions([".", ...args], cwd);

test("nothing is called, pressed or posted unless that is asked for", () => {
  expect(read()).toMatchObject({ dir: cwd, run: false, presses: [], posts: [], freeze: false });
});

test("what follows the path is the button's name, or the body", () => {
  const presses = [{ path: "/bag", name: "Place order" }];
  expect(read("--press", "/bag Place order")).toMatchObject({ presses });
  const posts = [{ path: "/api", body: '{"a": 1}' }];
  expect(read("--post", '/api {"a": 1}')).toMatchObject({ posts });
});

test("--freeze calls callbacks: nothing else can stand still", () => {
  expect(read("--freeze")).toMatchObject({ run: true });
});

const refusals: [args: string[], says: string][] = [
  [["--press", "/bag"], "--press takes a path and more"],
  [["--url", "about"], "--url takes a path such as /about"],
  [["--env", "NAME"], "--env takes NAME=VALUE"],
  [["--allow", "no-such-rule"], "the rules are cached-scope, build-only"],
  [["--session", "none.json"], "there is no"],
  [["--colour"], "Unknown option '--colour'"],
];
for (const [args, says] of refusals) {
  test(`${args.join(" ")} is refused, and it is said why`, () => {
    expect(() => read(...args)).toThrow(CannotTell);
    expect(() => read(...args)).toThrow(says);
  });
}

test("a folder without a package.json is refused", () => {
  expect(() => readOptions(["nowhere"], cwd)).toThrow("nowhere has no package.json");
});
