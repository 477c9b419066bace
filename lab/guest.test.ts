import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "../e2e/builds.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(root, "lib", "lint-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

test.each(["@/lab/fire/ask", "../../lab/fire/ask.ts", "lab/fire/ask.ts", "lab"])(
  "nothing outside the lab may import %s",
  (path) => {
    const file = join(folder, "probe.ts");
    writeFileSync(file, `export * from ${JSON.stringify(path)};\n`);
    const { status, stdout } = spawnSync("oxlint", [file], { cwd: root, encoding: "utf8" });
    expect(status).toBe(1);
    expect(stdout).toContain("The lab is a guest");
  },
);
