import { expect, test } from "vitest";
import type { FunctionOutput, Manifest, PrerenderOutput } from "@/e2e/hosts/serverless/manifest";
import { route } from "@/e2e/hosts/serverless/routing";

const output: FunctionOutput = { filePath: "not-found.js", maxDuration: 1 };
const home: FunctionOutput = { filePath: "home.js", maxDuration: 1 };
const manifest = {
  buildId: "build",
  basePath: "",
  routing: {
    beforeMiddleware: [],
    beforeFiles: [],
    afterFiles: [],
    dynamicRoutes: [],
    onMatch: [],
    fallback: [],
  },
  functions: { "/": home, "/index.rsc": home, "/_not-found": output },
  prerenders: {} as Record<string, PrerenderOutput>,
  staticFiles: {},
  proxy: undefined,
} satisfies Manifest;
const next = () => Promise.resolve(new Response(null, { headers: { "x-middleware-next": "1" } }));

const routeOf = (path: string, headers: Record<string, string>) => {
  const url = new URL("http://127.0.0.1:3000/");
  url.pathname = path;
  return route(manifest, { url, method: "GET", headers: new Headers(headers) }, next);
};

test.each(["//", "///", "//elsewhere.example/page", "//:/"])(
  "the payload of %s, which looks like another host's address, is not found here",
  async (path) => {
    const routed = await routeOf(path, { rsc: "1" });
    expect(routed).toMatchObject({ status: 404, target: { kind: "function", output }, path });
  },
);

test("two slashes are not the home page, and one is", async () => {
  expect(await routeOf("//", {})).toMatchObject({ status: 404, target: { output } });
  expect(await routeOf("/", {})).toMatchObject({ target: { output: home } });
});
