import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { root } from "@/e2e/builds";
import { type Manifest, MANIFEST } from "@/e2e/hosts/serverless/manifest";
import { startServerless } from "@/e2e/hosts/serverless/server";

/** What Next makes of a proxy.ts that sets cookies, and of a function that sets its own. */
const proxy = `exports.handler = async ({ url }) => {
  const { pathname } = new URL(url);
  const moved = pathname === "/moved" && { location: "/elsewhere" };
  const next = pathname !== "/answered" && !moved && { "x-middleware-next": "1" };
  const headers = new Headers({ ...moved, ...next });
  headers.append("set-cookie", "session=1; Path=/; Expires=Wed, 01 Jan 2031 00:00:00 GMT");
  headers.append("set-cookie", "csrf=2; Path=/");
  headers.append("x-middleware-set-cookie", "session=1; Path=/, csrf=2; Path=/");
  return new Response(null, { status: moved ? 307 : 200, headers });
};`;
const page = `exports.handler = async (request, response) => {
  const own = request.url === "/own" ? ["bag=3; Path=/", "seen=4; Path=/"] : [];
  if (own.length > 0) response.setHeader("set-cookie", own);
  response.end("page");
};`;

const folder = mkdtempSync(join(tmpdir(), "cookies-"));
let host: Awaited<ReturnType<typeof startServerless>>;

beforeAll(async () => {
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return { filePath: join(folder, name), maxDuration: 10 };
  };
  const ofPage = write("page.cjs", page);
  const { filePath } = write("file.txt", "file");
  const routing = { beforeMiddleware: [], beforeFiles: [], afterFiles: [], dynamicRoutes: [] };
  const manifest: Manifest = {
    buildId: "build",
    basePath: "",
    routing: {
      ...routing,
      onMatch: [],
      fallback: [],
      middlewareMatchers: [{ sourceRegex: "^/.*$" }],
    },
    functions: { "/page": ofPage, "/page.rsc": ofPage, "/own": ofPage },
    prerenders: {
      "/shell": {
        functionPath: "/page",
        filePath,
        postponed: undefined,
        revalidate: false,
        status: 200,
        headers: {},
        tags: [],
        bypassFor: [],
        bypassToken: undefined,
      },
    },
    staticFiles: { "/file": filePath },
    proxy: write("proxy.cjs", proxy),
  };
  write(MANIFEST, JSON.stringify(manifest));
  host = await startServerless({
    cwd: folder,
    distDir: ".",
    port: 0,
    env: {},
    noWaitUntil: false,
    maxDuration: undefined,
    maxInstances: 1,
    concurrency: 10,
    idleMs: 60_000,
    onEvent: () => undefined,
    onLog: () => undefined,
  });
});

afterAll(async () => {
  await host.stop();
  rmSync(folder, { recursive: true });
});

const ofProxy = ["session=1; Path=/; Expires=Wed, 01 Jan 2031 00:00:00 GMT", "csrf=2; Path=/"];

test.each([
  ["a page", "/page", 200, ofProxy],
  ["a page that sets its own", "/own", 200, [...ofProxy, "bag=3; Path=/", "seen=4; Path=/"]],
  ["a prerendered page", "/shell", 200, ofProxy],
  ["a file", "/file", 200, ofProxy],
  ["an answer of proxy.ts", "/answered", 200, ofProxy],
  ["a redirect of proxy.ts", "/moved", 307, ofProxy],
])(
  "the cookies of proxy.ts reach the browser, each once, with %s",
  async (_, path, status, cookies) => {
    const response = await fetch(host.url + path, { redirect: "manual" });
    expect(response.status).toBe(status);
    expect(response.headers.getSetCookie()).toEqual(cookies);
    expect(response.headers.get("x-middleware-set-cookie")).toBeNull();
  },
);

test("a request that is routed twice, for a segment that is no output of its own, has them once, too", async () => {
  const headers = { rsc: "1", "next-router-segment-prefetch": "/_tree" };
  const response = await fetch(`${host.url}/page`, { headers });
  expect(response.headers.getSetCookie()).toEqual(ofProxy);
});
