import type { APIRequestContext, APIResponse } from "@playwright/test";
import { allowed, securityHeaders, vercelToolbar } from "../../lib/http/security-headers";
import { sitePath } from "../../lib/http/site-path";
import { expect, test } from "../fixtures";
import { routes } from "../routes";
import type { HostKind } from "../served";
import { serverActionId } from "../server-action";
import { site } from "../site";

const { action } = site;
const counted = site.counted[0].path;
const formAt = action.page.path;

/** Built as a preview, whose pages may have Vercel's toolbar. */
const previews: HostKind[] = ["serverless", "preview"];

type Ask = (to: APIRequestContext) => Promise<APIResponse>;

/** What each kind of response answers, and how to get one. */
const kinds: Record<string, readonly [status: number, ask: Ask]> = {
  "a static page": [200, (to) => to.get(site.listing.path)],
  "a counted page": [200, (to) => to.get(counted)],
  "a navigation's payload": [200, (to) => to.get(counted, { headers: { rsc: "1" } })],
  "a page that does not exist": [404, (to) => to.get(sitePath("/no-such-page"))],
  "a route that accepts": [202, (to) => to.post(routes.track, { data: site.marker })],
  "a route that refuses": [400, (to) => to.post(routes.track, { data: {} })],
  "a method that a route does not have": [405, (to) => to.get(routes.track)],
  "a file of the app": [200, (to) => to.get(sitePath("/icon.svg"))],
  "a script of the build": [200, (to) => asset(to, "js")],
  "a stylesheet of the build": [200, (to) => asset(to, "css")],
  "a file that the build does not have": [
    404,
    (to) => to.get(sitePath("/_next/static/chunks/none.js")),
  ],
  "a Server Action": [
    200,
    async (to) => {
      const fields = Object.entries(action.fields).map(([field, value]) => [`_1_${field}`, value]);
      const multipart = { ...Object.fromEntries(fields), "0": '["$K1"]' };
      return to.post(formAt, { headers: { "next-action": await actionId(to) }, multipart });
    },
  ],
  "a Server Action that does not exist": [
    409,
    (to) =>
      to.post(formAt, { headers: { "next-action": "0".repeat(42) }, multipart: { "0": "[]" } }),
  ],
  "the redirect of a form without JavaScript": [
    303,
    async (to) => {
      const multipart = { [`$ACTION_ID_${await actionId(to)}`]: "", ...action.fields };
      return to.post(formAt, { maxRedirects: 0, multipart });
    },
  ],
};

for (const [kind, [status, ask]] of Object.entries(kinds)) {
  test(`${kind} carries the security headers, and names no software`, async ({
    request,
    hostKind,
  }) => {
    const response = await ask(request);
    expect(response.status()).toBe(status);
    const headers = response.headers();
    const services = previews.includes(hostKind) ? [...allowed, vercelToolbar] : allowed;
    for (const { key, value } of securityHeaders(services)) {
      expect(headers).toHaveProperty(key.toLowerCase(), value);
    }
    expect(headers).not.toHaveProperty("x-powered-by");
    if ((await response.body()).length > 0) expect(headers).toHaveProperty("content-type");
  });
}

async function asset(to: APIRequestContext, extension: "js" | "css"): Promise<APIResponse> {
  const page = await (await to.get(site.listing.path)).text();
  const [path] = new RegExp(String.raw`/[^"]*/static/[^"]+\.${extension}`).exec(page) ?? [];
  expect(path).toBeDefined();
  return to.get(path ?? "");
}

async function actionId(to: APIRequestContext): Promise<string> {
  return serverActionId(await (await to.get(formAt)).text());
}
