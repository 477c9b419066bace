import { chromium } from "@playwright/test";
import { launchOptions } from "../../../e2e/browser.ts";
import { Tab } from "../../map/measure/tab.ts";
import { linesWritten, type Ask } from "./served.ts";

const lines = {
  cookies: "after cookies()",
  connection: "after connection()",
  route: "after a GET route handler",
};

/** Opens the page of links in a browser, three times: to look, and to click on each link to a page. */
export const seenLinkCounts: Ask = async (folder, env) => {
  const visit = async (clicked?: keyof typeof lines) => {
    const count = await linesWritten(folder, env, async ({ url }) => {
      const browser = await chromium.launch(launchOptions());
      const tab = await Tab.open(await browser.newContext());
      await tab.page.goto(url);
      await quiet(tab);
      if (clicked) {
        await tab.page.getByRole("link", { name: clicked, exact: true }).click();
        await tab.page.waitForURL(`${url}/${clicked}`);
        await quiet(tab);
      }
      await browser.close();
    });
    return (name: keyof typeof lines) => count((line) => line === lines[name]);
  };
  const seen = await visit();
  const clicks = { cookies: await visit("cookies"), connection: await visit("connection") };
  const click = (name: keyof typeof clicks) => ({
    what: `/${name}: callbacks of the click`,
    actual: clicks[name](name) - seen(name),
    expected: 1,
  });
  const sight = (name: keyof typeof lines) => ({
    what: `/${name}: callbacks of a link that is seen`,
    actual: seen(name),
    expected: 0,
  });
  return [
    sight("cookies"),
    click("cookies"),
    sight("connection"),
    click("connection"),
    sight("route"),
  ];
};

/** Resolves when the page has nothing to do and asks for nothing more. */
async function quiet(tab: Tab): Promise<void> {
  for (let asked = -1; tab.isAsking || tab.asked !== asked;) {
    asked = tab.asked;
    await tab.idle();
  }
}
