import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { CannotTell } from "../cannot-tell.ts";
import { nothingSeen } from "../nothing-seen.ts";
import { readBuilt } from "./manifests.ts";
import { build, start } from "./next.ts";
import { DIST, type Project } from "./project.ts";

const dir = mkdtempSync(join(tmpdir(), "next-"));

/** A project whose `next` is this program. */
function project(program: string): Project {
  const next = join(dir, "next.cjs");
  writeFileSync(next, program);
  return { dir, version: "16.4.6", next, flags: [] };
}

test("a build that fails is told with what it said", async () => {
  const failing = build(project("console.error('Module not found: x'); process.exit(1)"), {});
  await expect(failing).rejects.toThrow(CannotTell);
  await expect(failing).rejects.toThrow(/The build failed[^]*Module not found: x/);
});

test("a server that does not start is told with what it said", async () => {
  const failing = start(project("console.error('DATABASE_URL is missing')"), {});
  await expect(failing).rejects.toThrow(/does not start[^]*DATABASE_URL is missing/);
});

test("a build that went elsewhere, or that leaves no server, is told", () => {
  expect(() => readBuilt(dir)).toThrow("The build did not go to .next-doctor");
  mkdirSync(join(dir, DIST));
  writeFileSync(join(dir, DIST, "app-path-routes-manifest.json"), "{}");
  const config = JSON.stringify({ config: { output: "export" } });
  writeFileSync(join(dir, DIST, "required-server-files.json"), config);
  expect(() => readBuilt(dir)).toThrow('output: "export" leaves no server');
});

test("a source that calls after() and no call seen is never without findings", () => {
  const calls = [{ file: "app/page.tsx", line: 3 }];
  expect(nothingSeen(calls, [])).toContain("did not see the server");
  const request = {
    e: "request",
    t: 0,
    request: "1",
    method: "GET",
    url: "/",
    headers: {},
  } as const;
  const asked = nothingSeen(calls, [{ e: "watching", t: 0 }, request]);
  expect(asked).toMatch(/app\/page\.tsx:3.* not one call was seen in 1 requests/);
});
