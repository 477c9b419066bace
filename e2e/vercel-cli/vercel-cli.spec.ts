import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { expect, test as base } from "@playwright/test";
import { buildFolder } from "../builds";
import { REVALIDATE_SECRET } from "../served";
import { startServerless } from "../hosts/serverless/server";
import { VercelLogs, type VercelLogsOptions } from "../logs/vercel-logs";
import { installVercelCli } from "./install";
import { ORG_ID, PROJECT_ID, TOKEN, VercelApi } from "./vercel-api";

const playwright = createRequire(import.meta.url).resolve("@playwright/test/cli");
const request = "6f0c2d1e-9f6b-4c1c-8d0e-111122223333";

const test = base.extend<{ api: VercelApi; cli: string[] }, { installed: string[] }>({
  installed: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured argument
    async ({}, use) => use(installVercelCli()),
    { scope: "worker", timeout: 5 * 60_000 },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright demands a destructured argument
  api: async ({}, use) => {
    const api = new VercelApi();
    await use(api);
    await api.stop();
  },
  cli: async ({ api, installed }, use) => use([...installed, "--api", await api.start()]),
});

test.beforeEach(() => {
  const settings = { VERCEL_TOKEN: TOKEN, VERCEL_ORG_ID: ORG_ID, VERCEL_PROJECT_ID: PROJECT_ID };
  Object.assign(process.env, settings, { VERCEL_TELEMETRY_DISABLED: "1" });
});

const logsOf = (cli: string[], options: Partial<VercelLogsOptions> = {}) =>
  new VercelLogs({ deployment: "http://127.0.0.1:1", cli, ...options });

test("lines that come late, twice and out of order are found once and in order", async ({
  api,
  cli,
}) => {
  api.lateMs = 3_000;
  for (const state of ["scheduled", "start", "done"]) {
    api.add(
      `[after] ${state} task=a request=${request} run=1${state === "done" ? " ms=1" : ""}`,
      "r1",
    );
    api.add(`[after] ${state} task=a request=another run=1`, "r2");
  }
  const logs = logsOf(cli);
  const states = async () => (await logs.linesOf(request)).map(({ state }) => state);
  await expect.poll(states, { timeout: 30_000 }).toEqual(["scheduled", "start", "done"]);
});

for (const minutes of [-10, 10]) {
  test(`lines are found where the deployment's clock is ${minutes} minutes off`, async ({
    api,
    cli,
  }) => {
    api.skewMs = minutes * 60_000;
    const logs = logsOf(cli, { skewMs: api.skewMs });
    api.add(`[after] start task=a request=${request} run=1`, "r1");
    // The CLI asks for whole seconds.
    await expect
      .poll(async () => (await logs.linesOf(request)).length, { timeout: 20_000 })
      .toBe(1);
  });
}

test("no line at all is an empty answer, not an error", async ({ cli }) => {
  expect(await logsOf(cli).linesOf(request)).toEqual([]);
});

test("a truncated record is refused", async ({ api, cli }) => {
  api.truncate = true;
  api.add(`[after] start task=a request=${request} run=1`, "r1");
  await expect(logsOf(cli).linesOf(request)).rejects.toThrow("A log record was truncated");
});

test("more records than one look may return are refused", async ({ api, cli }) => {
  for (let index = 0; index < 10_001; index += 1) api.add("[after] x", "r1");
  await expect(logsOf(cli).linesOf(request)).rejects.toThrow("more than 10000 records");
});

const refusals = {
  401: "VERCEL_TOKEN was refused (401)",
  402: "The team's plan does not let runtime logs be read",
  403: "may not read the logs of this project (403)",
};

for (const [status, says] of Object.entries(refusals)) {
  test(`an answer of ${status} says what to do`, async ({ api, cli }) => {
    api.failWith = Number(status);
    await expect(logsOf(cli).linesOf(request)).rejects.toThrow(says);
  });
}

test("an expired token says so", async ({ cli }) => {
  process.env.VERCEL_TOKEN = "expired";
  await expect(logsOf(cli).linesOf(request)).rejects.toThrow(/VERCEL_TOKEN|token/);
});

test("a rate limit, on which the CLI keeps trying, ends with a word on it", async ({
  api,
  cli,
}) => {
  api.failWith = 429;
  await expect(logsOf(cli, { runMs: 15_000 }).linesOf(request)).rejects.toThrow(
    /limits (how often|requests)/,
  );
});

test("the suite passes twice in a row on a protected deployment whose lines come a minute late", async ({
  api,
  cli,
}) => {
  api.lateMs = 60_000;
  const bypassSecret = "a-bypass-of-the-suite";
  const host = await startServerless({
    cwd: buildFolder("serverless"),
    port: 0,
    env: { REVALIDATE_SECRET },
    noWaitUntil: false,
    maxDuration: undefined,
    maxInstances: 4,
    concurrency: 10,
    idleMs: 60_000,
    bypassSecret,
    onEvent: () => undefined,
    onLog: (line, id) => api.add(line, id),
  });
  try {
    const args = ["test", "--project=preview", "--reporter=list", "--output=.e2e/preview-results"];
    const env = {
      ...process.env,
      PREVIEW_URL: host.url,
      VERCEL_CLI: JSON.stringify(cli),
      VERCEL_AUTOMATION_BYPASS_SECRET: bypassSecret,
      REVALIDATE_SECRET,
    };
    for (const run of ["first", "second"]) {
      const { failed, output } = await new Promise<{ failed: boolean; output: string }>(
        (resolve) => {
          execFile(process.execPath, [playwright, ...args], { env }, (error, stdout, stderr) => {
            resolve({ failed: error !== null, output: stdout + stderr });
          });
        },
      );
      expect(failed, `the ${run} run:\n${output}`).toBe(false);
      expect(output).toMatch(/\d+ passed/);
      console.log(output.slice(-300));
    }
  } finally {
    await host.stop();
  }
});
