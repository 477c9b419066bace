import type { Page } from "@playwright/test";

/** Collects the errors and warnings of a page from now on, and its breaches of the CSP. */
export async function collectComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  // Not every breach gets to the console, such as one of a policy that only reports.
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      console.error(`The CSP forbids ${blockedURI} (${violatedDirective})`);
    });
  });
  return complaints;
}
