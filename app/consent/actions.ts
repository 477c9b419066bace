"use server";

import { cookies, headers } from "next/headers";
import { CONSENT_COOKIE } from "@/lib/analytics/consent-cookie";
import { showPageAgain } from "@/lib/http/show-page-again";

const ONE_YEAR = 365 * 24 * 60 * 60;

/** Remembers whether this visitor's visits may be counted: "on" or "off". */
export async function setConsent(form: FormData): Promise<void> {
  const choice = form instanceof FormData ? form.get("choice") : null;
  if (choice !== "on" && choice !== "off") return;
  const [jar, request] = await Promise.all([cookies(), headers()]);
  jar.set(CONSENT_COOKIE, choice, {
    sameSite: "lax",
    secure: request.get("x-forwarded-proto") === "https",
    maxAge: ONE_YEAR,
  });
  await showPageAgain();
}
