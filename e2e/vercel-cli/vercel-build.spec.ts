import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { copyProject, root } from "../builds";
import { installVercelCli } from "./install";
import { ORG_ID, PROJECT_ID, TOKEN } from "./vercel-api";

test("vercel build warns of nothing", async () => {
  const [node = "", ...args] = installVercelCli();
  // Elsewhere: it installs what the project needs, as it does there.
  const copy = await mkdtemp(join(tmpdir(), "vercel-build-"));
  try {
    await cp(await copyProject("vercel-build"), copy, { recursive: true });
    for (const file of ["package-lock.json", "lab/package.json"]) {
      await cp(join(root, file), join(copy, file));
    }
    // As `vercel pull` leaves it.
    const settings = { framework: "nextjs", nodeVersion: "24.x" };
    const project = { projectId: PROJECT_ID, orgId: ORG_ID, settings };
    await mkdir(join(copy, ".vercel"));
    await writeFile(join(copy, ".vercel/project.json"), JSON.stringify(project));
    const env = { ...process.env, VERCEL_TELEMETRY_DISABLED: "1" };
    const build = [...args, "build", "--yes", "--token", TOKEN, "--cwd", copy];
    const { stdout, stderr } = await promisify(execFile)(node, build, { env });
    const warnings = (stdout + stderr).split("\n").filter((line) => /warn/i.test(line));
    // It says that anywhere but there.
    expect(warnings).toEqual([expect.stringContaining("Build not running on Vercel")]);
    expect(stdout + stderr).toContain("Build Completed");
  } finally {
    await rm(copy, { recursive: true });
  }
});
