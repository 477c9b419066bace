import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONSENT_COOKIE } from "../../lib/analytics/consent-cookie";

/** Where the session with a protected deployment is kept; git ignores it. */
export const PREVIEW_STATE = join(import.meta.dirname, "../../.e2e/preview-state.json");

interface Deployment {
  url: URL;
  bypassSecret: string | undefined;
}

/**
 * Exchanges the bypass secret of a protected deployment for its cookie, and keeps that for the
 * suite's contexts. The secret goes to the deployment's own origin, once, and nowhere else: as a
 * header on every request it would reach every origin that a page talks to.
 */
export async function openSession({ url, bypassSecret }: Deployment): Promise<void> {
  const cookies = bypassSecret ? await exchange(url, bypassSecret) : [];
  // A deployment may count those only who said so.
  cookies.push({ name: CONSENT_COOKIE, value: "on" });
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

/** Asks the deployment with the cookies of {@link openSession}; a redirect is not followed. */
export async function ask(url: URL, signal?: AbortSignal): Promise<Response> {
  const { cookies } = JSON.parse(readFileSync(PREVIEW_STATE, "utf8")) as {
    cookies: { name: string; value: string }[];
  };
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  return fetch(url, {
    redirect: "manual",
    headers: cookie ? { cookie } : {},
    ...(signal && { signal }),
  });
}
