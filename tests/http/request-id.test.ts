import { expect, test, vi } from "vitest";
import { requestIdOf } from "@/lib/http/request-id";

test("where proxy.ts did not run the id is unknown, and the log says once what is missing", () => {
  const warn = vi.spyOn(console, "warn").mockReturnValue();
  const id = "0198a1b2-0000-4000-8000-000000000000";
  expect(requestIdOf(new Headers({ "x-request-id": id }))).toBe(id);
  expect(warn).not.toHaveBeenCalled();
  for (const headers of [{}, { "x-request-id": "forged" }]) {
    expect(requestIdOf(new Headers(headers))).toBe("unknown");
  }
  expect(warn.mock.calls).toEqual([[expect.stringContaining("proxy.ts did not see")]]);
});
