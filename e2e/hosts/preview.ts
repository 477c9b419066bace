import { execFileSync } from "node:child_process";
import type { Receipt } from "../../lib/after/receipts";
import { sitePath } from "../../lib/http/site-path";
import { type LogSource, UnreadableLogs } from "../logs/log-source";
import { ReceiptLines } from "../logs/receipt-lines";
import { parseCommand } from "../logs/run-cli";
import { VERCEL_CLI, VercelLogs } from "../logs/vercel-logs";
import { routes } from "../routes";
import type { Host } from "./host";
import { ask } from "./preview-session";

export { openSession, PREVIEW_STATE } from "./preview-session";

export interface PreviewSettings {
  url: URL;
  oracle: "logs" | "receipts";
  bypassSecret: string | undefined;
  cli: readonly string[];
}

/** The settings of a preview run. Throws one error that names each variable that is missing. */
export function previewSettings(env: NodeJS.ProcessEnv = process.env): PreviewSettings {
  const url = URL.parse(env.PREVIEW_URL ?? "");
  if (!url?.protocol.startsWith("http")) {
    throw new Error(
      "Set PREVIEW_URL to the deployment's address, such as https://my-app-abc.vercel.app",
    );
  }
  const oracle = env.E2E_ORACLE ?? "logs";
  if (oracle !== "logs" && oracle !== "receipts") {
    throw new Error("E2E_ORACLE must be logs or receipts");
  }
  const needed = ["VERCEL_TOKEN", "VERCEL_ORG_ID", "VERCEL_PROJECT_ID"];
  const missing = needed.filter((name) => !env[name]);
  if (oracle === "logs" && missing.length > 0) {
    throw new Error(
      `Set ${missing.join(", ")}: the suite reads the deployment's logs with them (see the README). Or set E2E_ORACLE=receipts to assert on the receipts instead, which proves less.`,
    );
  }
  return {
    url,
    oracle,
    bypassSecret: env.VERCEL_AUTOMATION_BYPASS_SECRET || undefined,
    cli: parseCommand("VERCEL_CLI", env.VERCEL_CLI) ?? VERCEL_CLI,
  };
}

/**
 * Checks that the deployment can be reached and is of the commit under test (`E2E_COMMIT`, or the
 * checkout's). Returns what to tell where it does not say its commit; throws on a mismatch.
 */
export async function checkDeployment({ url }: PreviewSettings): Promise<string | undefined> {
  const response = await ask(new URL(sitePath("/"), url));
  if (response.status !== 200) {
    throw new Error(
      `${url.origin} answers ${response.status}. If the deployment is protected, set VERCEL_AUTOMATION_BYPASS_SECRET.`,
    );
  }
  const deployed = response.headers.get("x-build-commit");
  const expected = process.env.E2E_COMMIT ?? headCommit();
  if (!deployed) return "The deployment does not say its commit (no x-build-commit): not compared.";
  if (expected && deployed !== expected) {
    throw new Error(
      `The deployment is of commit ${deployed}, and the suite of ${expected}. Check out the former, or deploy the latter.`,
    );
  }
  return undefined;
}

function headCommit(): string | undefined {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    // Not a git checkout: there is nothing to compare with.
    return undefined;
  }
}

/**
 * How many ms the deployment's clock is ahead of this machine's, to a second, by the `Date` of an
 * answer that no cache keeps; 0 where there is none.
 */
export async function skewOf({ url }: PreviewSettings): Promise<number> {
  const response = await ask(receiptUrl(url, crypto.randomUUID()));
  const there = Date.parse(response.headers.get("date") ?? "");
  return Number.isNaN(there) ? 0 : there - Date.now();
}

const receiptUrl = (url: URL, requestId: string): URL => new URL(routes.receipt(requestId), url);

/** Where the deployment's log lines come from, by the settings. */
export async function previewLogs(settings: PreviewSettings): Promise<LogSource> {
  const { url, oracle, cli } = settings;
  if (oracle === "logs") {
    return new VercelLogs({ deployment: url.host, cli, skewMs: await skewOf(settings) });
  }
  return new ReceiptLines((requestId, signal) => receiptOf(url, requestId, signal));
}

/** A 404 is the one answer that says there is no receipt: any other must not be taken for that. */
async function receiptOf(
  url: URL,
  requestId: string,
  signal: AbortSignal,
): Promise<Receipt | undefined> {
  const response = await ask(receiptUrl(url, requestId), signal);
  if (response.ok) return (await response.json()) as Receipt;
  if (response.status === 404) return undefined;
  const what = `${url.origin} answers ${response.status} when asked for a receipt`;
  if (response.status === 429 || response.status >= 500) throw new Error(what);
  throw new UnreadableLogs(
    `${what}. If the deployment is protected, check VERCEL_AUTOMATION_BYPASS_SECRET.`,
  );
}

/** A deployment: it serves itself. */
export async function openPreview(): Promise<Host> {
  const settings = previewSettings();
  return {
    url: settings.url.origin,
    logs: await previewLogs(settings),
    output: [],
    stop: () => Promise.resolve(),
  };
}
