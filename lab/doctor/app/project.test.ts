import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isKnown, projectIn } from "./project.ts";

function folder(version?: string, scripts = {}): string {
  const dir = mkdtempSync(join(tmpdir(), "project-"));
  writeFileSync(join(dir, "package.json"), JSON.stringify({ scripts }));
  if (version) {
    const next = join(dir, "node_modules/next");
    mkdirSync(join(next, "dist/bin"), { recursive: true });
    writeFileSync(join(next, "package.json"), JSON.stringify({ version }));
    writeFileSync(join(next, "dist/bin/next"), "");
  }
  return dir;
}

test("versions are known from 15.1 to 16.4", () => {
  const versions = [
    "14.2.0",
    "15.0.4",
    "15.1.0",
    "15.5.29",
    "16.0.0",
    "16.4.6",
    "16.5.0",
    "17.0.0",
  ];
  const known = ["15.1.0", "15.5.29", "16.0.0", "16.4.6"];
  expect(versions.filter((version) => isKnown(version))).toEqual(known);
});

test("a version that is not known is named", () => {
  expect(() => projectIn(folder("17.0.0"))).toThrow(
    "Next 17.0.0 is no version that the doctor knows",
  );
});

test("an app without its dependencies is told so", () => {
  expect(() => projectIn(folder())).toThrow("install its dependencies first");
});

test("an app without an app folder is told so", () => {
  expect(() => projectIn(folder("16.4.6"))).toThrow("neither app nor src/app");
});

test("it is built with the bundler that its build script names", () => {
  const dir = folder("16.4.6", { build: "prisma generate && next build --webpack" });
  mkdirSync(join(dir, "app"));
  expect(projectIn(dir)).toMatchObject({ version: "16.4.6", flags: ["--webpack"] });
});
