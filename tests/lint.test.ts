import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const probes = {
  named: 'import { after } from "next/server";\nafter(() => undefined);\n',
  whole: 'import * as server from "next/server";\nserver.after(() => undefined);\n',
  floating: "export function run(save: () => Promise<void>) {\n  save();\n}\n",
  connection:
    'import { connection } from "next/server";\nexport const wait = () => connection();\n',
};

interface Diagnostic {
  filename: string;
  severity: string;
}

// Inside the project: type-aware rules need its tsconfig.
let folder: string;
let diagnostics: Diagnostic[];
beforeAll(() => {
  folder = mkdtempSync(join("lib", "lint-"));
  for (const [name, code] of Object.entries(probes)) {
    writeFileSync(join(folder, `${name}.ts`), code);
  }
  const args = ["--type-aware", "--format=json", folder];
  const { status, stdout } = spawnSync("oxlint", args, { encoding: "utf8" });
  expect(status).toBe(1);
  ({ diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is said of a probe. Only an error makes the linter end with 1. */
const saidOf = (probe: keyof typeof probes) =>
  diagnostics.filter(({ filename }) => basename(filename) === `${probe}.ts`);

test.each(["named", "whole"] as const)(
  "after() may not be imported, and the message says what to use: %s",
  (probe) => {
    expect(saidOf(probe)).toContainEqual(expect.objectContaining({ severity: "error" }));
    const text = JSON.stringify(saidOf(probe));
    expect(text).toContain("Use afterResponse from lib/after-response.ts");
  },
);

test("a promise that nobody waits for is an error", () => {
  expect(saidOf("floating")).toContainEqual(expect.objectContaining({ severity: "error" }));
  expect(JSON.stringify(saidOf("floating"))).toContain("no-floating-promises");
});

test("connection() may be imported", () => {
  expect(saidOf("connection")).toEqual([]);
});
