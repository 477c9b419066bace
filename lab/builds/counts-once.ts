import { rm } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import type { Receipt } from "../../lib/after/receipts.ts";
import { parseAfterLine } from "../../lib/after/log-line.ts";
import { build, configure, copyProject } from "../../e2e/builds.ts";
import { startNext } from "../../e2e/hosts/next-start.ts";
import { requestIdOf } from "../../e2e/proof.ts";

/** A build of the project with settings that its owner may want. */
export interface OtherBuild {
  name: string;
  /** Of next.config.ts. */
  settings?: Record<string, unknown>;
  /** Moves or edits files of the copy in this folder. */
  change?: (copy: string) => Promise<void>;
  home: string;
  /** What a visitor opens, and where that leads to if it is somewhere else. */
  product: string;
  shownAt?: string;
  track: string;
  receipt: (requestId: string) => string;
}

/**
 * Builds the project that way, opens the home page and a product, puts it into the bag, shares it
 * and reads the receipts, in Chromium: views, action and beacons count once each, and no request of
 * the pages comes to nothing, or is redirected by Next.
 */
export async function countsOnce(page: Page, other: OtherBuild): Promise<void> {
  const copy = await copyProject(other.name);
  // It may be left of another layout.
  await rm(`${copy}/src`, { recursive: true, force: true });
  await configure(copy, other.settings ?? {});
  await other.change?.(copy);
  await build(copy);
  const host = await startNext({}, copy);
  const wrong: string[] = [];
  page.on("response", (response) => {
    const status = response.status();
    // 308: Next spells the address otherwise. Other redirects are the owner's.
    if (status === 308 || status >= 400) wrong.push(`${status} ${response.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") wrong.push(message.text());
  });
  const sent = (method: string, path: string) =>
    page.waitForResponse(
      (response) =>
        response.request().method() === method && new URL(response.url()).pathname === path,
      { timeout: 20_000 },
    );
  try {
    const listed = sent("POST", other.track);
    // Throws where proxy.ts did not see it.
    requestIdOf(await page.goto(host.url + other.home));
    const list = requestIdOf(await listed);
    const view = requestIdOf(await page.goto(host.url + other.product));
    const shownAt = other.shownAt ?? other.product;
    expect(new URL(page.url()).pathname).toBe(shownAt);
    // The page itself says so, from the receipt that it has asked for.
    await expect(page.getByText(/your view was counted, once/).first()).toBeVisible();

    const posted = sent("POST", shownAt);
    await page.getByRole("button", { name: "Add to bag" }).click();
    const action = requestIdOf(await posted);
    const beacon = sent("POST", other.track);
    await page.getByRole("button", { name: "Share" }).click();
    const shared = requestIdOf(await beacon);

    const tasks = {
      [list]: "catalogue_viewed",
      [view]: "product_viewed",
      [action]: "bag_updated",
      [shared]: "product_shared",
    };
    for (const [id, task] of Object.entries(tasks)) {
      const ask = () => page.request.get(host.url + other.receipt(id), { maxRedirects: 0 });
      await expect
        .poll(async () => ((await (await ask()).json()) as Receipt).tasks)
        .toMatchObject([{ task, state: "done" }]);
    }
    const sentinel = { event: "product_shared", slug: "halo", method: "link" };
    const later = await page.request.post(host.url + other.track, { data: sentinel });
    const ran = () => host.output.map(parseAfterLine).filter((line) => line?.state === "done");
    await expect.poll(() => ran().map((line) => line?.request)).toContain(requestIdOf(later));
    expect(ran().map((line) => line?.task)).toEqual([...Object.values(tasks), "product_shared"]);
    expect(wrong).toEqual([]);
  } finally {
    await host.stop();
  }
}
