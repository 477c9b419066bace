import type { Page } from "@playwright/test";

/**
 * Collects the errors and warnings of a page from now on, its breaches of the CSP, and what Next
 * redirects because the page spells an address of the site otherwise than next.config.ts has it.
 */
export async function collectComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("response", (response) => {
    if (response.status() === 308) complaints.push(`Redirected (308): ${response.url()}`);
  });
  // Not every breach gets to the console, such as one of a policy that only reports.
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
      console.error(`The CSP forbids ${blockedURI} (${violatedDirective})`);
    });
  });
  return complaints;
}
