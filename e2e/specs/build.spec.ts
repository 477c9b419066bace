import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { BUILD_LOG } from "../global-setup";

const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
const project = [
  "app",
  "lib",
  "instrumentation.ts",
  "next.config.ts",
  "package.json",
  "proxy.ts",
  "tsconfig.json",
];

const cachedPage = `"use cache";
import { afterResponse } from "@/lib/after-response";

export default async function CachedPage() {
  await afterResponse("never", () => undefined);
  return <p>cached</p>;
}
`;

test("the build schedules nothing", () => {
  const log = readFileSync(BUILD_LOG, "utf8");
  expect(log).toContain("/products/ember");
  expect(log).not.toContain("[after]");
});

test('the door inside "use cache" fails the build, and the error names the file', async () => {
  test.setTimeout(120_000);
  // Inside the project, so that node_modules is found.
  await mkdir("test-results", { recursive: true });
  const copy = await mkdtemp(join("test-results", "cached-page-"));
  for (const part of project) await cp(part, join(copy, part), { recursive: true });
  await mkdir(join(copy, "app/cached"));
  await writeFile(join(copy, "app/cached/page.tsx"), cachedPage);

  const build = await new Promise<{ failed: boolean; output: string }>((resolve) => {
    execFile(process.execPath, [next, "build"], { cwd: copy }, (error, stdout, stderr) => {
      resolve({ failed: error !== null, output: stdout + stderr });
    });
  });
  await rm(copy, { recursive: true });

  expect(build.failed).toBe(true);
  expect(build.output).toContain('`connection()` can\'t be called inside `"use cache"`');
  expect(build.output).toContain("app/cached/page.tsx:5:9");
});
