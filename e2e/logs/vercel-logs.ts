import { execFile, type ExecFileException } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { parseAfterLine, taskStates } from "../../lib/after/log-line";
import type { LogSource, SeenLine } from "./log-source";

/** Pinned: what it prints is what is parsed below. Some 360 MB, so never a dependency. */
export const VERCEL_CLI = ["npx", "--yes", "vercel@64.0.2"];

const LIMIT = 10_000;
const RUN_MS = 60_000;
/** The API limits the rate of requests: what was asked just now is not asked again. */
const FRESH_MS = 2_000;
/** npx downloads the CLI first. */
const DOWNLOAD_MS = 10 * 60_000;

const record = z.object({
  type: z.literal("log"),
  data: z.looseObject({
    timestamp: z.union([z.string(), z.number()]),
    message: z.string().nullish(),
    truncated: z.boolean().nullish(),
  }),
});
const summary = z.object({
  type: z.literal("summary"),
  pagination: z.object({ hasMore: z.boolean() }),
});
const failure = z.object({
  status: z.literal("error"),
  reason: z.string(),
  message: z.string(),
  data: z.looseObject({ httpStatus: z.number().optional() }).optional(),
});

const advice: Record<number, string> = {
  401: "VERCEL_TOKEN was refused (401): it has expired or was revoked. Make a new one at https://vercel.com/account/settings/tokens.",
  402: "The team's plan does not let runtime logs be read for this time (402). Run with E2E_ORACLE=receipts to assert on the receipts instead.",
  403: "VERCEL_TOKEN may not read the logs of this project (403). Check VERCEL_ORG_ID and VERCEL_PROJECT_ID, and the token's scope.",
  429: "Vercel limits how often logs may be read (429). Wait a minute, or run with E2E_ORACLE=receipts.",
};

export interface VercelLogsOptions {
  /** The deployment's id, host or URL. */
  deployment: string;
  cli?: readonly string[];
  runMs?: number;
  freshMs?: number;
}

/**
 * The runtime logs of a Vercel deployment, by `vercel logs`. Records arrive late, out of order and
 * more than once: every look asks for all of them since the first, and puts them in order. Throws,
 * saying what to do, where the logs cannot be read or cannot be counted.
 */
export class VercelLogs implements LogSource {
  readonly deadlineMs = 120_000;
  readonly graceMs = 20_000;
  private readonly options: Required<VercelLogsOptions>;
  private readonly since = new Date(Date.now() - 60_000).toISOString();
  private asked = Number.NEGATIVE_INFINITY;
  private lines: Promise<SeenLine[]> = Promise.resolve([]);

  constructor(options: VercelLogsOptions) {
    this.options = { cli: VERCEL_CLI, runMs: RUN_MS, freshMs: FRESH_MS, ...options };
  }

  async linesOf(requestId: string): Promise<SeenLine[]> {
    if (performance.now() - this.asked > this.options.freshMs) {
      this.lines = this.ask().finally(() => {
        this.asked = performance.now();
      });
      this.asked = Number.POSITIVE_INFINITY;
    }
    return (await this.lines).filter(({ request }) => request === requestId);
  }

  /** Has the CLI downloaded where it is not there yet. */
  async prepare(): Promise<void> {
    const [command = "", ...prefix] = this.options.cli;
    await promisify(execFile)(command, [...prefix, "--version"], { timeout: DOWNLOAD_MS });
  }

  private async ask(): Promise<SeenLine[]> {
    const { cli, deployment, runMs } = this.options;
    const [command = "", ...prefix] = cli;
    const { host } = URL.parse(deployment) ?? { host: deployment };
    // A bare word searches the messages, by words.
    const query = ["--deployment", host, "--query", "after", "--since", this.since];
    const args = [...prefix, "logs", ...query, "--limit", String(LIMIT), "--json"];
    const options = { timeout: runMs, maxBuffer: 64 * 1024 * 1024 };
    const { stdout } = await promisify(execFile)(command, args, options).catch(
      (error: ExecFileException) => {
        throw whyNot(error.stderr ?? error.message, error.killed ? runMs : undefined);
      },
    );
    return readRecords(stdout);
  }
}

function whyNot(stderr: string, killedAfterMs: number | undefined): Error {
  if (killedAfterMs !== undefined) {
    return new Error(
      `vercel logs gave no answer within ${killedAfterMs / 1000} s. It keeps trying where the API is down or limits requests. ${advice[429]}`,
    );
  }
  const told = stderr.split("\n").map((line) => failure.safeParse(parseJson(line)).data);
  const { message, data } = told.findLast((each) => each !== undefined) ?? {};
  const hint = advice[data?.httpStatus ?? 0];
  return new Error(hint ?? `vercel logs failed: ${message ?? stderr.trim()}`);
}

const rank = ({ state }: SeenLine) => taskStates.indexOf(state);

/** What `vercel logs --json` printed, as lines in the order of their times. Throws when incomplete. */
export function readRecords(stdout: string): SeenLine[] {
  const rows = stdout.split("\n").map(parseJson);
  const end = rows.map((row) => summary.safeParse(row).data).find((row) => row !== undefined);
  if (!end) throw new Error("vercel logs ended before its summary: some records may be missing.");
  if (end.pagination.hasMore) {
    throw new Error(`There are more than ${LIMIT} records: run the suite on a quieter deployment.`);
  }
  // The same record may be returned twice.
  const distinct = new Map<string, SeenLine[]>();
  for (const row of rows) {
    const { data } = record.safeParse(row).data ?? {};
    if (!data?.message?.includes("[after]")) continue;
    if (data.truncated)
      throw new Error(`A log record was truncated: ${data.message.slice(0, 200)}`);
    const at = new Date(data.timestamp).toISOString();
    const lines = data.message.split("\n").flatMap((text) => parseAfterLine(text) ?? []);
    const seen = lines.map((line) => ({ ...line, at }));
    distinct.set(JSON.stringify(data), seen);
  }
  return [...distinct.values()]
    .flat()
    .toSorted((a, b) => (a.at ?? "").localeCompare(b.at ?? "") || rank(a) - rank(b));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not one of the CLI's typed lines.
    return undefined;
  }
}
