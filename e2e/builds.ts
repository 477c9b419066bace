import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative, resolve } from "node:path";
import { promisify } from "node:util";

const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
export const root = resolve(import.meta.dirname, "..");
const project = [
  "app",
  "lib",
  "instrumentation.ts",
  "next.config.ts",
  "package.json",
  "proxy.ts",
  "tsconfig.json",
  "vercel.json",
];

/** Makes a build one for the serverless host: the value of NEXT_ADAPTER_PATH. */
export const SERVERLESS_ADAPTER = join(root, "e2e/hosts/serverless/adapter.ts");

/**
 * What the suite's builds are given for secrets, so that it can search what they made for them: each
 * variable of .env.example that is called one.
 */
export const builtWith: Record<string, string> = Object.fromEntries(
  [
    ...readFileSync(join(root, ".env.example"), "utf8").matchAll(
      /^(\w+_(?:KEY|SECRET|TOKEN|PASSWORD))=/gm,
    ),
  ].map(([, name = ""]) => [name, sentinelOf(name)]),
);

function sentinelOf(name: string): string {
  const sentinel = `sentinel-${name.toLowerCase()}-b7f3`;
  // What signs webhooks has a form of its own: https://www.standardwebhooks.com
  return name.includes("WEBHOOK") ? `whsec_${Buffer.from(sentinel).toString("base64")}` : sentinel;
}

/** Routes that only the suite's builds have. */
export const FIXTURE_ROUTES = "e2e/core/fixture-routes";

const BUILD_LOG = "build.log";

/**
 * Settings of Next that a run's builds have on top of the project's, from E2E_NEXT_CONFIG as JSON:
 * E2E_NEXT_CONFIG='{"basePath":"/shop","trailingSlash":true}' npx playwright test … core
 */
export const otherSettings = (): Record<string, unknown> =>
  JSON.parse(process.env.E2E_NEXT_CONFIG || "{}") as Record<string, unknown>;

/** Where a build by this name is made, whether it was, and what it printed. */
export const buildFolder = (name: string): string =>
  join(root, ".e2e", process.env.E2E_NEXT_CONFIG ? "other-settings" : "", name);
export const isBuilt = (name: string): boolean =>
  existsSync(join(buildFolder(name), ".next/BUILD_ID"));
export const buildLog = (name: string): string =>
  readFileSync(join(buildFolder(name), BUILD_LOG), "utf8");

/** Builds the project in `folder` for production. Returns, and keeps, what it printed; throws with it. */
export async function build(folder: string, env: Record<string, string> = {}): Promise<string> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [next, "build"], {
      cwd: folder,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...env },
    });
    await writeFile(join(folder, BUILD_LOG), stdout + stderr);
    return stdout + stderr;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`next build failed in ${folder}:\n${stdout}${stderr}`, { cause: error });
  }
}

/**
 * Makes a copy of the project to build it another way, inside the project so that node_modules is
 * found, with the files of `overlay` laid over it. Returns its folder.
 */
export async function copyProject(name: string, overlay?: string): Promise<string> {
  const copy = buildFolder(name);
  for (const part of project) {
    await rm(join(copy, part), { recursive: true, force: true });
    await cp(join(root, part), join(copy, part), { recursive: true });
  }
  if (overlay) await cp(join(root, overlay), copy, { recursive: true });
  await configure(copy, otherSettings());
  return copy;
}

/** Writes settings into the next.config.ts of a copy, where its owner would. Throws if it cannot. */
export async function configure(copy: string, settings: Record<string, unknown>): Promise<void> {
  const path = join(copy, "next.config.ts");
  const start = "const nextConfig: NextConfig = {";
  const text = await readFile(path, "utf8");
  if (!text.includes(start)) throw new Error(`${path} has no line "${start}" to add settings to`);
  const added = Object.entries(settings).map(
    ([name, value]) => `${name}: ${JSON.stringify(value)},`,
  );
  await writeFile(path, text.replace(start, [start, ...added].join("\n  ")));
}

/** Where a build of the project in `folder` has its standalone server: laid out as from the project's root. */
export const standaloneFolder = (folder: string): string =>
  join(folder, ".next/standalone", relative(root, folder));

/** Builds the project for `next start`, with a standalone server beside it. */
export async function buildForNextStart(
  name: string,
  overlay: string,
  env: Record<string, string> = {},
): Promise<void> {
  const copy = await copyProject(name, overlay);
  await build(copy, { ...env, BUILD_STANDALONE: "true" });
  // As the Dockerfile does.
  const files = ".next/static";
  await cp(join(copy, files), join(standaloneFolder(copy), files), { recursive: true });
}

/**
 * Builds the project for the serverless host. A copy, because a build with an adapter is laid out
 * for a platform, and `next start` cannot serve it. Returns the copy's folder.
 */
export async function buildForServerless(
  name: string,
  overlay?: string,
  env: Record<string, string> = {},
): Promise<string> {
  const copy = await copyProject(name, overlay);
  // Vercel's previews are what it stands for.
  await build(copy, { ...env, VERCEL_ENV: "preview", NEXT_ADAPTER_PATH: SERVERLESS_ADAPTER });
  return copy;
}
