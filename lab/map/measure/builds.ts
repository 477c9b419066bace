import { cp, mkdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { stripVTControlCharacters as plain } from "node:util";
import { build, buildFolder, root, SERVERLESS_ADAPTER } from "../../../e2e/builds.ts";
import type { Pattern } from "../patterns/pattern.ts";
import type { Cells } from "./cell.ts";
import { countLines } from "./count-lines.ts";

const map = resolve(import.meta.dirname, "..");
/** What the copied files import as `@/lab/map/track`. */
const TRACK = "lab/map/track.ts";

/** A copy of the patterns inside the project, so that node_modules is found; its configuration is in `env`. */
interface Copy {
  folder: string;
  env: Record<string, string>;
}

async function copy(name: string, partialPrefetching: boolean, files: Record<string, string>) {
  const folder = buildFolder(`lab-${name}-${partialPrefetching}`);
  for (const part of ["app", "lib", "proxy.ts"]) {
    await rm(join(folder, part), { recursive: true, force: true });
  }
  await mkdir(folder, { recursive: true });
  for (const part of ["lib", "package.json", "tsconfig.json", "vercel.json", TRACK]) {
    await cp(join(root, part), join(folder, part), { recursive: true });
  }
  for (const [from, to] of Object.entries({ ...files, "next.config.ts": "next.config.ts" })) {
    await cp(join(map, from), join(folder, to), { recursive: true });
  }
  return { folder, env: { LAB_PARTIAL_PREFETCHING: String(partialPrefetching) } };
}

/** Copies the patterns for a host, so that no host's build disturbs another's. */
export const copyLab = (host: string, partialPrefetching: boolean): Promise<Copy> =>
  copy(host, partialPrefetching, { app: "app", "proxy.ts": "proxy.ts" });

/** Builds a copy for `next start` or for the serverless host. Throws what `next build` says. */
export const buildCopy = ({ folder, env }: Copy, host: "next start" | "serverless") =>
  build(folder, {
    ...env,
    ...(host === "serverless" && { NEXT_ADAPTER_PATH: SERVERLESS_ADAPTER }),
  });

/** Builds a folder of patterns that the build refuses, and returns what it says. */
export async function buildRefused(name: string, partialPrefetching: boolean): Promise<string> {
  const { folder, env } = await copy(`refused-${name}`, partialPrefetching, {
    "app/layout.tsx": "app/layout.tsx",
    "app/refresh.ts": "app/refresh.ts",
    [`refused/${name}`]: "",
  });
  return build(folder, env).catch(String);
}

/** What the build did with a pattern. */
export function builtCell({ name, file = `app/${name}/page.tsx` }: Pattern, output: string): Cells {
  const { started, finished } = countLines(output.split("\n"), name);
  const refusal = new RegExp(
    // The closing list of what could not be prerendered, what could not be compiled, and the proxy.
    `\\t/${name}(/\\S+)?/page: |${file}:\\d+:\\d+\\nError|Proxy file at "./${file}"`,
  );
  return { build: { started, finished, ...(refusal.test(plain(output)) && { refused: true }) } };
}
