import { readFileSync } from "node:fs";
import { glob } from "node:fs/promises";
import { join } from "node:path";
import { buildFolder, builtWith } from "../builds";
import { expect, test } from "../fixtures";
import { pageOf } from "../routes";
import { site } from "../site";

test(
  "nothing that the build made holds a secret of the environment that it was made in",
  { tag: "@control" },
  async ({ hostKind }) => {
    const build = join(
      buildFolder(hostKind === "serverless" ? "serverless" : "next-start"),
      ".next",
    );
    const page = pageOf(site.counted[0].path);
    expect(Object.keys(builtWith)).toContain("POSTHOG_KEY");
    const searched: string[] = [];
    const found: string[] = [];
    // Its own cache is not served, and neither is what `next dev` leaves.
    const options = { cwd: build, withFileTypes: true, exclude: ["cache", "dev"] } as const;
    for await (const entry of glob("**/*", options)) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const bytes = readFileSync(path);
      searched.push(path.replaceAll("\\", "/"));
      for (const [name, value] of Object.entries(builtWith)) {
        if (bytes.includes(value)) found.push(`${name} in ${path}`);
      }
    }
    expect(found).toEqual([]);
    // The search did see what browsers get.
    const seen = (part: string) => searched.filter((path) => path.includes(part)).length;
    expect(seen(".next/static/")).toBeGreaterThan(5);
    expect(seen(`${page}.html`)).toBeGreaterThan(0);
    expect(seen(`${page}.rsc`) + seen(`${page}.segments/`)).toBeGreaterThan(1);
  },
);
