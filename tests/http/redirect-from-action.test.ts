import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { afterEach, expect, test, vi } from "vitest";
import { redirectFromAction } from "@/lib/http/redirect-from-action";
import { sitePathEnv } from "@/lib/http/site-path";

vi.mock("next/headers", () => ({ headers: vi.fn() }));
vi.mock("next/navigation", () => ({ redirect: vi.fn() }));

afterEach(() => vi.unstubAllEnvs());

test.each([
  ["Next's script, which adds the basePath itself", { "next-action": "id" }, "/orders/1/"],
  ["a form without JavaScript, whose Location stays as it is", {}, "/shop/orders/1/"],
])("an action's redirect for %s", async (_, sent, path) => {
  const settings = { basePath: "/shop", trailingSlash: true };
  for (const [name, value] of Object.entries(sitePathEnv(settings))) vi.stubEnv(name, value);
  vi.mocked(headers).mockResolvedValue(new Headers(sent));
  await redirectFromAction("/orders/1");
  expect(redirect).toHaveBeenLastCalledWith(path);
});
