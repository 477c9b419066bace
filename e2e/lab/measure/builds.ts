import { cp, mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { stripVTControlCharacters as plain } from "node:util";
import { build } from "../../builds.ts";
import type { Pattern } from "../patterns/pattern.ts";
import type { Cells } from "./cell.ts";
import { countLines } from "./ledger.ts";

const root = resolve(import.meta.dirname, "../../..");
const lab = join(root, "e2e/lab");

interface Build {
  folder: string;
  output: string;
}

async function copyLab(name: string, app: string): Promise<string> {
  const folder = join(root, ".e2e", name);
  for (const part of ["app", "lib", "proxy.ts"]) {
    await rm(join(folder, part), { recursive: true, force: true });
  }
  await mkdir(folder, { recursive: true });
  for (const part of ["lib", "package.json", "tsconfig.json", "e2e/lab/track.ts"]) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  await cp(join(lab, "next.config.ts"), join(folder, "next.config.ts"));
  await cp(join(lab, "app/layout.tsx"), join(folder, "app/layout.tsx"));
  await cp(join(lab, app), join(folder, "app"), { recursive: true });
  return folder;
}

const environment = (partialPrefetching: boolean) => ({
  LAB_PARTIAL_PREFETCHING: String(partialPrefetching),
});

/** Builds the lab inside the project, so that node_modules is found. Throws what `next build` says. */
export async function buildLab(partialPrefetching: boolean): Promise<Build> {
  const folder = await copyLab(`lab-partial-${partialPrefetching}`, "app");
  await cp(join(lab, "proxy.ts"), join(folder, "proxy.ts"));
  return { folder, output: await build(folder, environment(partialPrefetching)) };
}

/** Builds the lab's `app` folder of patterns that the build refuses, and returns what it says. */
export async function buildRefused(app: string, partialPrefetching: boolean): Promise<string> {
  const folder = await copyLab(`lab-${app.replace("/", "-")}-${partialPrefetching}`, app);
  return build(folder, environment(partialPrefetching)).catch(String);
}

/** What the build did with a pattern. */
export function builtCell({ name }: Pattern, output: string): Cells {
  const { started, finished } = countLines(output.split("\n"), name);
  const refusal = new RegExp(
    `prerendering page "/${name}[/"]|app/${name}/page.tsx:\\d+:\\d+\\nError`,
  );
  return { build: { started, finished, ...(refusal.test(plain(output)) && { refused: true }) } };
}
