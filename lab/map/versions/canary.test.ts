import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runJob } from "../../../tests/workflows/run-job.ts";
import { jobOf } from "../../../tests/workflows/workflow.ts";
import type { OtherVersion } from "./differences.ts";
import { versionsTable } from "./versions-table.ts";

const missing = spawnSync("jq", ["--version"]).error ? "jq is not installed" : undefined;
if (missing) console.log(`SKIPPED: the canary workflow: ${missing}`);

const job = jobOf("next-canary.yml", "map");
const committed = versionOf("16.4.6", {});
const moves = { "headers-suspense": "1 started, 1 ended" };

/** A version on which these places count otherwise, by name. */
function versionOf(next: string, moved: Record<string, string>): OtherVersion {
  const run = { host: "next start", partialPrefetching: true } as const;
  const cells = Object.entries(moved).map(
    ([name, is]) => ({ name, way: "get", was: "2 started, 2 ended", is }) as const,
  );
  return { next, than: "16.4.5", runs: [{ ...run, moves: cells }] };
}

// A repository as the workflow checks it out, and the issues of its GitHub: one line each, its state
// and its title.
let folder: string;
let issues: string;
const write = (versions: OtherVersion[]) => {
  const path = join(folder, "lab/map/versions/versions");
  writeFileSync(`${path}.json`, JSON.stringify(versions));
  writeFileSync(`${path}.md`, versionsTable(versions));
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "canary-"));
  issues = join(folder, "issues");
  writeFileSync(issues, "");
  mkdirSync(join(folder, "lab/map/versions"), { recursive: true });
  write([committed]);
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder });
  git("init", "--quiet");
  git("add", "lab");
  git("-c", "user.name=ci", "-c", "user.email=ci@localhost", "commit", "--quiet", "-m", "Versions");
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As GitHub's own: it lists open issues unless it is asked for all, and finds whole words of titles. */
const gh = () => `
title=; body=; state=OPEN; words=
for argument; do
  case "$before" in
    --title) title=$argument;; --body-file) body=$argument;;
    --state) state=$argument;; --search) words=\${argument#in:title };;
  esac
  before=$argument
done
case "$1 $2" in
  "issue list") { [ "$state" = all ] && cat '${issues}' || grep ^OPEN '${issues}'; } | grep -cw "$words" || true;;
  "issue create") echo "OPEN $title" >> '${issues}'; cp "$body" '${folder}/body';;
  *) echo "unknown: $*" >&2; exit 1;;
esac`;

/** A week's run, in which this version is measured. Returns the titles of all issues after it. */
function week(measured: OtherVersion): string[] {
  write([committed, measured]);
  const { steps } = runJob(job, {
    contexts: { github: { token: "token", repository: "me/my-shop" }, inputs: {} },
    commands: { gh: gh(), npm: "" },
    cwd: folder,
  });
  expect(steps.filter(({ ran, failed }) => !ran || failed)).toEqual([]);
  return readFileSync(issues, "utf8").split("\n").slice(0, -1);
}

test.skipIf(missing)(
  "what moves is reported, with the version's section of the differences",
  () => {
    const [issue = "", ...others] = week(versionOf("16.5.0-canary.1", moves));
    expect(issue).toMatch(
      /^OPEN The map of after\(\) moves on Next\.js 16\.5\.0-canary\.1 \(difference [0-9a-f]{12}\)$/,
    );
    expect(others).toEqual([]);
    const body = readFileSync(join(folder, "body"), "utf8");
    expect(body).toMatch(/^## Next\.js 16\.5\.0-canary\.1\n/);
    expect(body).toContain("GET: 2 started, 2 ended → 1 started, 1 ended");
    expect(body).not.toContain("16.4.6");
  },
);

test.skipIf(missing)(
  "the same on the next canary is not reported again, and neither after its issue was closed",
  () => {
    week(versionOf("16.5.0-canary.1", moves));
    expect(week(versionOf("16.5.0-canary.2", moves))).toHaveLength(1);
    writeFileSync(issues, readFileSync(issues, "utf8").replace("OPEN", "CLOSED"));
    expect(week(versionOf("16.5.0-canary.3", moves))).toHaveLength(1);
  },
);

test.skipIf(missing)("another difference is reported, and so is one more beside the first", () => {
  week(versionOf("16.5.0-canary.1", moves));
  expect(
    week(versionOf("16.5.0-canary.2", { "headers-suspense": "0 started, 0 ended" })),
  ).toHaveLength(2);
  const both = { ...moves, "draft-mode": "1 started, 1 ended" };
  expect(week(versionOf("16.5.0-canary.3", both))).toHaveLength(3);
});

test.skipIf(missing)(
  "a canary on which nothing moves, or that is committed as it is, opens no issue",
  () => {
    expect(week(versionOf("16.5.0-canary.1", {}))).toEqual([]);
    expect(week(committed)).toEqual([]);
  },
);
