import type { Page } from "@playwright/test";
import { requestIdOf } from "../proof";
import { site } from "../site";

/** Presses the button of the page's Server Action and returns the id of the request that it makes. */
export async function pressAction(page: Page): Promise<string> {
  const posted = page.waitForResponse(
    (response) => response.request().method() === "POST" && !response.url().includes("/api/"),
  );
  await page.getByRole("button", { name: site.action.button, exact: true }).click();
  return requestIdOf(await posted);
}
