import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

// Inside the project: type-aware rules need its tsconfig.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join("lib", "lint-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function lint(code: string) {
  const file = join(folder, "probe.ts");
  writeFileSync(file, code);
  const { status, stdout } = spawnSync("oxlint", ["--type-aware", file], { encoding: "utf8" });
  return { status, stdout };
}

test.each([
  'import { after } from "next/server";\nafter(() => undefined);\n',
  'import * as server from "next/server";\nserver.after(() => undefined);\n',
])("after() may not be imported, and the message says what to use: %j", (code) => {
  const { status, stdout } = lint(code);
  expect(status).toBe(1);
  expect(stdout).toContain("Use afterResponse from lib/after-response.ts");
});

test("a promise that nobody waits for is an error", () => {
  const { status, stdout } = lint(
    "export function run(save: () => Promise<void>) {\n  save();\n}\n",
  );
  expect(status).toBe(1);
  expect(stdout).toContain("no-floating-promises");
});

test("connection() may be imported", () => {
  const { status } = lint(
    'import { connection } from "next/server";\nexport const wait = () => connection();\n',
  );
  expect(status).toBe(0);
});
