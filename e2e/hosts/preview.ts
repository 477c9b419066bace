import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Receipt } from "../../lib/after/receipts";
import { sitePath } from "../../lib/http/site-path";
import type { LogSource } from "../logs/log-source";
import { ReceiptLines } from "../logs/receipt-lines";
import { VERCEL_CLI, VercelLogs } from "../logs/vercel-logs";
import { routes } from "../routes";
import type { Host } from "./host";

/** Where the session with a protected deployment is kept; git ignores it. */
export const PREVIEW_STATE = join(import.meta.dirname, "../../.e2e/preview-state.json");

interface PreviewSettings {
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
    cli: env.VERCEL_CLI?.split(" ") ?? VERCEL_CLI,
  };
}

/**
 * Exchanges the bypass secret of a protected deployment for its cookie, and keeps that for the
 * suite's contexts. The secret goes to the deployment's own origin, once, and nowhere else: as a
 * header on every request it would reach every origin that a page talks to.
 */
export async function openSession({ url, bypassSecret }: PreviewSettings): Promise<void> {
  const cookies = bypassSecret ? await exchange(url, bypassSecret) : [];
  // A deployment may count those only who said so.
  cookies.push({ name: "analytics", value: "on" });
  const state = {
    cookies: cookies.map((cookie) => ({
      ...cookie,
      domain: url.hostname,
      path: "/",
      expires: -1,
      httpOnly: true,
      secure: url.protocol === "https:",
      sameSite: "Lax",
    })),
    origins: [],
  };
  writeFileSync(PREVIEW_STATE, JSON.stringify(state), { mode: 0o600 });
}

async function exchange(url: URL, secret: string): Promise<{ name: string; value: string }[]> {
  const response = await fetch(url, {
    // The answer redirects, maybe elsewhere: do not follow it with the secret.
    redirect: "manual",
    headers: { "x-vercel-protection-bypass": secret, "x-vercel-set-bypass-cookie": "true" },
  });
  const cookies = response.headers.getSetCookie().flatMap((header) => {
    const [, name, value] = /^([^=;]+)=([^;]*)/.exec(header) ?? [];
    return name && value ? [{ name, value }] : [];
  });
  if (cookies.length === 0) {
    throw new Error(
      `${url.origin} gave no cookie for VERCEL_AUTOMATION_BYPASS_SECRET (status ${response.status}): is it this project's secret?`,
    );
  }
  return cookies;
}

/** Asks the deployment with the session's cookie; a redirect is not followed. */
async function ask(url: URL): Promise<Response> {
  const { cookies } = JSON.parse(readFileSync(PREVIEW_STATE, "utf8")) as {
    cookies: { name: string; value: string }[];
  };
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return fetch(url, { redirect: "manual", headers: cookie ? { cookie } : {} });
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

export function previewLogs({ url, oracle, cli }: PreviewSettings): LogSource {
  if (oracle === "logs") return new VercelLogs({ deployment: url.host, cli });
  return new ReceiptLines(async (requestId) => {
    const response = await ask(new URL(routes.receipt(requestId), url));
    return response.ok ? ((await response.json()) as Receipt) : undefined;
  });
}

/** A deployment: it serves itself. */
export function openPreview(): Host {
  const settings = previewSettings();
  return {
    url: settings.url.origin,
    logs: previewLogs(settings),
    output: [],
    stop: () => Promise.resolve(),
  };
}
