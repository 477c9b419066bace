import { afterEach, beforeEach, expect, test, vi } from "vitest";

let loaded = 0;
const startTelemetry = vi.fn<() => void>();

vi.mock("@/lib/process/telemetry", () => {
  loaded += 1;
  return { startTelemetry };
});
vi.mock("@/lib/process/close-connections");
vi.mock("@/lib/outbox/sweeper");

beforeEach(() => {
  vi.resetModules();
  vi.stubEnv("NEXT_RUNTIME", "nodejs");
});
afterEach(() => vi.unstubAllEnvs());

async function start(): Promise<void> {
  const { register } = await import("@/instrumentation");
  await register();
}

test("no SDK is loaded where nobody asked for spans", async () => {
  await start();
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "");
  vi.resetModules();
  await start();
  expect(loaded).toBe(0);
});

test("it is started once where they have somewhere to go", async () => {
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318");
  await start();
  expect(startTelemetry).toHaveBeenCalledOnce();
});
