import { afterEach, expect, test, vi } from "vitest";
import { sitePath, sitePathEnv, withSlash } from "@/lib/http/site-path";
import nextConfig from "@/next.config";
import vercel from "@/vercel.json";

afterEach(() => vi.unstubAllEnvs());

const paths = ["/", "/api/track", "/orders/1.5", "/share.png"] as const;

const settings = [
  [{}, ["/", "/api/track", "/orders/1.5", "/share.png"]],
  [{ basePath: "/shop" }, ["/shop", "/shop/api/track", "/shop/orders/1.5", "/shop/share.png"]],
  [{ trailingSlash: true }, ["/", "/api/track/", "/orders/1.5", "/share.png"]],
  [
    { basePath: "/shop", trailingSlash: true },
    ["/shop/", "/shop/api/track/", "/shop/orders/1.5", "/shop/share.png"],
  ],
] as const;

test.each(settings)(
  "with %j a path has the form that Next answers without a redirect",
  (config, expected) => {
    for (const [name, value] of Object.entries(sitePathEnv(config))) vi.stubEnv(name, value);
    expect(paths.map(sitePath)).toEqual(expected);
  },
);

test("a path for the router has the slash, and no basePath", () => {
  const config = { basePath: "/shop", trailingSlash: true };
  for (const [name, value] of Object.entries(sitePathEnv(config))) vi.stubEnv(name, value);
  expect(withSlash("/orders/1")).toBe("/orders/1/");
});

test("Vercel's cron, which follows no redirect, has the address that its route has", () => {
  for (const [name, value] of Object.entries(sitePathEnv(nextConfig))) vi.stubEnv(name, value);
  const hint = "vercel.json has to name the path with basePath and trailingSlash of next.config.ts";
  expect(
    vercel.crons.map(({ path }) => path),
    hint,
  ).toEqual([sitePath("/api/cron/deliver")]);
});
