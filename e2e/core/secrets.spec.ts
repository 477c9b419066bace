import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { buildFolder, builtWith } from "../builds";
import { expect, test } from "../fixtures";
import { pageOf } from "../routes";
import type { HostKind } from "../served";
import { site } from "../site";

/** All files that a host's build made, by their paths with slashes. */
async function filesOf(hostKind: HostKind): Promise<Map<string, Buffer>> {
  const build = join(buildFolder(hostKind === "serverless" ? "serverless" : "next-start"), ".next");
  const files = new Map<string, Buffer>();
  // Its own cache is not served, and neither is what `next dev` leaves.
  const options = { cwd: build, withFileTypes: true, exclude: ["cache", "dev"] } as const;
  for await (const entry of glob("**/*", options)) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.replaceAll("\\", "/"), readFileSync(path));
  }
  return files;
}

test(
  "nothing that the build made holds a secret of the environment that it was made in",
  { tag: "@control" },
  async ({ hostKind }) => {
    const page = pageOf(site.counted[0].path);
    expect(Object.keys(builtWith)).toContain("POSTHOG_KEY");
    const files = await filesOf(hostKind);
    const found = [...files].flatMap(([path, bytes]) =>
      Object.entries(builtWith)
        .filter(([, value]) => bytes.includes(value))
        .map(([name]) => `${name} in ${path}`),
    );
    expect(found).toEqual([]);
    // The search did see what browsers get.
    const seen = (part: string) => [...files.keys()].filter((path) => path.includes(part)).length;
    expect(seen(".next/static/")).toBeGreaterThan(5);
    expect(seen(`${page}.html`)).toBeGreaterThan(0);
    expect(seen(`${page}.rsc`) + seen(`${page}.segments/`)).toBeGreaterThan(1);
  },
);

// Code that only a server runs, and the settings that it starts with: nobody can fetch them.
const code = /\/server\/.*\.js$/;
const settings = /\/(required-server-files\.(js|json)|standalone\/.*server\.js)$/;
// As lib/analytics/view-token.ts is compiled. Each build makes the key up, so it is looked up there.
const compiledKey = /\.encode\("([0-9a-f]{64})"\)/g;

test(
  "the key that signs views is in the server's code alone",
  { tag: "@control" },
  async ({ hostKind }) => {
    const files = await filesOf(hostKind);
    const keys = [...files]
      .filter(([path]) => code.test(path))
      .flatMap(([, bytes]) => [...bytes.toString("utf8").matchAll(compiledKey)])
      .map(([, key = ""]) => key);
    const [key = "", ...others] = new Set(keys);
    expect(key, "the key was not found in the server's code").not.toBe("");
    expect(others).toEqual([]);
    const found = [...files].filter(([, bytes]) => bytes.includes(key)).map(([path]) => path);
    expect(found.filter((path) => !code.test(path) && !settings.test(path))).toEqual([]);
  },
);
