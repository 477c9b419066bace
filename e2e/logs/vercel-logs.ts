import { z } from "zod";
import { type LogSource, type SeenLine, UnreadableLogs } from "./log-source";
import { CliFailed, runCli } from "./run-cli";
import { LIMIT, parseJson, readRecords } from "./vercel-records";

/** Pinned: what it prints is what is parsed below. Some 360 MB, so never a dependency. */
export const VERCEL_CLI = ["npx", "--yes", "vercel@64.0.2"];

const RUN_MS = 60_000;
/** The API limits the rate of requests: what was asked just now is not asked again. */
const FRESH_MS = 2_000;
/** So much is asked for of the time before the first look. */
const MARGIN_MS = 60_000;
/** npx downloads the CLI first. */
const DOWNLOAD_MS = 10 * 60_000;

const failure = z.object({
  status: z.literal("error"),
  reason: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  retryable: z.boolean().optional(),
  data: z.looseObject({ httpStatus: z.number().optional() }).optional(),
});

/** What to do where another try is of no use. */
const advice: Record<number, string> = {
  401: "VERCEL_TOKEN was refused (401): it has expired or was revoked. Make a new one at https://vercel.com/account/settings/tokens.",
  402: "The team's plan does not let runtime logs be read for this time (402). Run with E2E_ORACLE=receipts to assert on the receipts instead.",
  403: "VERCEL_TOKEN may not read the logs of this project (403). Check VERCEL_ORG_ID and VERCEL_PROJECT_ID, and the token's scope.",
};
const TOO_OFTEN =
  "Vercel limits how often logs may be read (429). Wait a minute, or run with E2E_ORACLE=receipts.";

export interface VercelLogsOptions {
  /** The deployment's id, host or URL. */
  deployment: string;
  /** How many ms the deployment's clock is ahead of this machine's. */
  skewMs?: number;
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
  private readonly since: string;
  private asked = Number.NEGATIVE_INFINITY;
  private lines: Promise<SeenLine[]> = Promise.resolve([]);

  constructor(options: VercelLogsOptions) {
    this.options = { cli: VERCEL_CLI, runMs: RUN_MS, freshMs: FRESH_MS, skewMs: 0, ...options };
    this.since = this.timeThere(-MARGIN_MS);
  }

  async linesOf(requestId: string): Promise<SeenLine[]> {
    if (performance.now() - this.asked > this.options.freshMs) {
      this.asked = Number.POSITIVE_INFINITY;
      this.lines = this.ask().then(
        (lines) => {
          this.asked = performance.now();
          return lines;
        },
        (error: unknown) => {
          // The next look shall not fail because this one did.
          this.asked = Number.NEGATIVE_INFINITY;
          throw error;
        },
      );
    }
    return (await this.lines).filter(({ request }) => request === requestId);
  }

  /** Has the CLI downloaded where it is not there yet. Throws where it cannot be started. */
  async prepare(): Promise<void> {
    await runCli([...this.options.cli, "--version"], DOWNLOAD_MS).catch((error: unknown) => {
      throw whyNot(error, "vercel --version", DOWNLOAD_MS);
    });
  }

  /** Records are stamped by the deployment's clock: the time there, so many ms from now. */
  private timeThere(fromNowMs: number): string {
    return new Date(Date.now() + this.options.skewMs + fromNowMs).toISOString();
  }

  private async ask(): Promise<SeenLine[]> {
    const { cli, deployment, runMs } = this.options;
    const { host } = URL.parse(deployment) ?? { host: deployment };
    // A bare word searches the messages, by words.
    const query = ["--deployment", host, "--query", "after"];
    // Without an end the CLI takes this machine's clock, and where that is slow misses the newest.
    const times = ["--since", this.since, "--until", this.timeThere(0)];
    const command = [...cli, "logs", ...query, ...times, "--limit", String(LIMIT), "--json"];
    const stdout = await runCli(command, runMs).catch((error: unknown) => {
      throw whyNot(error, "vercel logs", runMs);
    });
    return readRecords(stdout);
  }
}

function whyNot(error: unknown, what: string, runMs: number): unknown {
  if (!(error instanceof CliFailed)) return error;
  const { stderr } = error;
  if (stderr === undefined) {
    return new Error(
      `${what} gave no answer within ${runMs / 1000} s. It keeps trying where the API is down or limits requests. ${TOO_OFTEN}`,
    );
  }
  const reported = stderr.split("\n").map((line) => failure.safeParse(parseJson(line)).data);
  const last = reported.findLast((each) => each !== undefined);
  const status = last?.data?.httpStatus ?? 0;
  if (status === 429) return new Error(TOO_OFTEN);
  const reason = last ? [last.message, last.hint].filter(Boolean).join(" ") : stderr;
  const text = advice[status] ?? `${what} failed: ${reason}`;
  return status in advice || last?.retryable === false ? new UnreadableLogs(text) : new Error(text);
}
