import { setImmediate } from "node:timers/promises";
import { headers } from "next/headers";
import { expect, test, vi } from "vitest";
import { CountView } from "@/lib/analytics/count-view";
import type { AnalyticsEvent } from "@/lib/analytics/events";

// As in a render that nobody asked for: a prerender, a prefetch, the second one of a request.
vi.mock("next/server", () => ({ connection: () => new Promise(() => {}), after: vi.fn() }));
vi.mock("next/headers", () => ({ headers: vi.fn(async () => new Headers()) }));

test("a render that nobody asked for costs nothing: it ends before it reads the request", async () => {
  void CountView({ event: {} as AnalyticsEvent });
  await setImmediate();
  expect(headers).not.toHaveBeenCalled();
});
