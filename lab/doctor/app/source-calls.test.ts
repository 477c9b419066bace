import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { sourceCalls } from "./source-calls.ts";

function calls(files: Record<string, string>): string[] {
  const dir = mkdtempSync(join(tmpdir(), "source-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return sourceCalls(dir).map(({ file, line }) => `${file}:${line}`);
}

const imported = 'import { after } from "next/server";\n';

test("calls of next/server's after() are found, under another name, too", () => {
  expect(calls({ "app/page.tsx": `${imported}after(() => 1);\n\n  after(work);` })).toEqual([
    "app/page.tsx:2",
    "app/page.tsx:4",
  ]);
  expect(
    calls({ "a.ts": "import { connection, after as later } from 'next/server';\nlater(x);" }),
  ).toEqual(["a.ts:2"]);
  expect(
    calls({ "a.js": 'import { unstable_after as after } from "next/server";\nafter(x);' }),
  ).toEqual(["a.js:2"]);
});

test("comments, methods, other functions and other packages are not", () => {
  expect(
    calls({
      "a.ts": `${imported}// after(x)\n/* after(x)\nafter(x) */ t.after(x); hereafter(x); "// \\""; `,
    }),
  ).toEqual([]);
  expect(calls({ "a.ts": 'import { after } from "node:test";\nafter(x);' })).toEqual([]);
  expect(
    calls({ "a.test.ts": `${imported}after(x);`, "node_modules/b/b.ts": `${imported}after(x);` }),
  ).toEqual([]);
  expect(
    calls({ "packages/b/package.json": "{}", "packages/b/b.ts": `${imported}after(x);` }),
  ).toEqual([]);
});
