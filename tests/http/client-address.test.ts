import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clientOf, UNKNOWN_CLIENT } from "@/lib/http/client-address";
import { env, parseEnv } from "@/lib/env";

vi.mock("@/lib/env", { spy: true });

const on = (variables: Record<string, string>) =>
  vi.mocked(env).mockReturnValue(parseEnv(variables));
const behind = (forwarded: string) => clientOf(new Headers({ "x-forwarded-for": forwarded }));

beforeEach(() => void on({}));
afterEach(() => vi.resetAllMocks());

test("the client is the address that the nearest hop added, not what the client claims", () => {
  expect(behind("192.0.2.1")).toBe("192.0.2.1");
  expect(behind("203.0.113.9, 192.0.2.1")).toBe("192.0.2.1");
  expect(behind("203.0.113.9 ,192.0.2.1:4711")).toBe("192.0.2.1");
  expect(clientOf(new Headers({ "x-real-ip": "203.0.113.9" }))).toBe(UNKNOWN_CLIENT);
});

test("on Vercel the client is the address that the platform says", () => {
  on({ VERCEL: "1" });
  const headers = new Headers({ "x-real-ip": "192.0.2.1", "x-forwarded-for": "203.0.113.9" });
  expect(clientOf(headers)).toBe("192.0.2.1");
});

test("all addresses of an IPv6 network are one client, and an IPv4 address is one in any spelling", () => {
  for (const address of ["2001:db8:0:7::1", "2001:DB8::7:9:a:b:c", "[2001:db8:0:7::2]:4711"]) {
    expect(behind(address), address).toBe("2001:db8:0:7::/64");
  }
  expect(behind("2001:db8:0:8::1")).not.toBe(behind("2001:db8:0:7::1"));
  expect(behind("::1")).toBe("::/64");
  expect(behind("::ffff:192.0.2.1")).toBe("192.0.2.1");
});

test("what is no address counts as one unknown client", () => {
  for (const text of [
    "",
    ",",
    "unknown",
    "_hidden",
    "1.2.3",
    "1.2.3.4, ",
    "::ffff:1.2.3",
    "x".repeat(9_999),
  ]) {
    expect(behind(text), text).toBe(UNKNOWN_CLIENT);
  }
  expect(clientOf(new Headers())).toBe(UNKNOWN_CLIENT);
});
