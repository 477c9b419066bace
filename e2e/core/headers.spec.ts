import type { APIRequestContext, APIResponse } from "@playwright/test";
import { expect, test } from "../fixtures";
import { serverActionId } from "../server-action";
import { site } from "../site";

const counted = site.counted[0].path;
const { action } = site;

const policy = {
  "default-src": ["'self'"],
  "script-src": ["'self'", "'unsafe-inline'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:"],
  "connect-src": ["'self'"],
  "object-src": ["'none'"],
  "base-uri": ["'self'"],
  "form-action": ["'self'"],
  "frame-ancestors": ["'none'"],
};

/** What each kind of response answers, and how to get one. */
const kinds: Record<
  string,
  { status: number; ask: (to: APIRequestContext) => Promise<APIResponse> }
> = {
  "a static page": { status: 200, ask: (to) => to.get(site.listing.path) },
  "a counted page": { status: 200, ask: (to) => to.get(counted) },
  "a page that does not exist": { status: 404, ask: (to) => to.get("/no-such-page") },
  "a navigation's payload": {
    status: 200,
    ask: (to) => to.get(counted, { headers: { rsc: "1" } }),
  },
  "a route that accepts": {
    status: 202,
    ask: (to) => to.post("/api/track", { data: site.marker }),
  },
  "a route that refuses": { status: 400, ask: (to) => to.post("/api/track", { data: {} }) },
  "a method that a route does not have": { status: 405, ask: (to) => to.get("/api/track") },
  "a file of the app": { status: 200, ask: (to) => to.get("/icon.svg") },
  "a script of the build": { status: 200, ask: (to) => asset(to, "js") },
  "a stylesheet of the build": { status: 200, ask: (to) => asset(to, "css") },
  "a file that the build does not have": {
    status: 404,
    ask: (to) => to.get("/_next/static/chunks/none.js"),
  },
  "a Server Action": {
    status: 200,
    ask: async (to) =>
      to.post(action.page.path, {
        headers: { "next-action": await actionId(to) },
        multipart: {
          ...Object.fromEntries(
            Object.entries(action.fields).map(([field, value]) => [`_1_${field}`, value]),
          ),
          "0": '["$K1"]',
        },
      }),
  },
  "a Server Action that does not exist": {
    status: 409,
    ask: (to) =>
      to.post(action.page.path, {
        headers: { "next-action": "0".repeat(42) },
        multipart: { "0": "[]" },
      }),
  },
  "the redirect of a form without JavaScript": {
    status: 303,
    ask: async (to) =>
      to.post(action.page.path, {
        maxRedirects: 0,
        multipart: { [`$ACTION_ID_${await actionId(to)}`]: "", ...action.fields },
      }),
  },
};

for (const [kind, { status, ask }] of Object.entries(kinds)) {
  test(`${kind} carries the security headers, and names no software`, async ({ request }) => {
    const response = await ask(request);
    expect(response.status()).toBe(status);
    const headers = response.headers();
    expect(directives(headers["content-security-policy"])).toEqual(policy);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "permissions-policy": "camera=(), microphone=(), geolocation=()",
    });
    expect(headers).not.toHaveProperty("x-powered-by");
    const body = await response.body();
    if (body.length > 0) expect(headers).toHaveProperty("content-type");
  });
}

test("what breaks the Content-Security-Policy fails the test that sees it", async ({
  page,
  open,
}) => {
  test.fail();
  await open(site.listing.path);
  // Nothing but the policy is against it.
  await page.evaluate(() => fetch("data:,elsewhere").catch(() => undefined));
});

/** A policy as its directives; throws for one that is given twice. */
function directives(header = ""): Record<string, string[]> {
  const entries = header.split(";").map((directive) => {
    const [name = "", ...sources] = directive.trim().split(/\s+/);
    return [name, sources] as const;
  });
  expect(new Set(entries.map(([name]) => name)).size).toBe(entries.length);
  return Object.fromEntries(entries);
}

async function asset(to: APIRequestContext, extension: "js" | "css"): Promise<APIResponse> {
  const page = await (await to.get(site.listing.path)).text();
  const [path] = new RegExp(String.raw`/_next/static/[^"]+\.${extension}`).exec(page) ?? [];
  expect(path).toBeDefined();
  return to.get(path ?? "");
}

async function actionId(to: APIRequestContext): Promise<string> {
  return serverActionId(await (await to.get(action.page.path)).text());
}
