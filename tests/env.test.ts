import { expect, test } from "vitest";
import { parseEnv } from "@/lib/env";

test("nothing has to be set", () => {
  const defaults = {
    posthogKey: undefined,
    posthogHost: "https://us.i.posthog.com",
    posthogSendIp: true,
    posthogCookieless: false,
    consent: "opt-out",
    afterTimeoutMs: 10_000,
    receipts: true,
    revalidateSecret: undefined,
    trackRateLimit: 600,
    sharesBetweenServers: false,
    onVercel: false,
  };
  expect(parseEnv({})).toMatchObject(defaults);
  const empty = { POSTHOG_KEY: "", POSTHOG_HOST: "", AFTER_TIMEOUT_MS: "", AFTER_RECEIPTS: "" };
  expect(parseEnv({ ...empty, REVALIDATE_SECRET: "", TRACK_RATE_LIMIT: "" })).toMatchObject(
    defaults,
  );
});

test("receipts are off in Vercel's production, unless asked for", () => {
  expect(parseEnv({ VERCEL_ENV: "production" }).receipts).toBe(false);
  expect(parseEnv({ VERCEL_ENV: "preview" }).receipts).toBe(true);
  expect(parseEnv({ VERCEL_ENV: "production", AFTER_RECEIPTS: "true" }).receipts).toBe(true);
  expect(parseEnv({ AFTER_RECEIPTS: "false" }).receipts).toBe(false);
});

test("every variable at fault is named with what it must be, and no value is told", () => {
  const faulty = {
    POSTHOG_KEY: " ",
    POSTHOG_HOST: "ftp://hidden",
    POSTHOG_SEND_IP: "hidden",
    POSTHOG_COOKIELESS: "hidden",
    ANALYTICS_CONSENT: "hidden",
    AFTER_TIMEOUT_MS: "hidden",
    AFTER_RECEIPTS: "hidden",
    TRACK_RATE_LIMIT: "hidden",
    OTEL_EXPORTER_OTLP_ENDPOINT: "ftp://hidden",
    OTEL_EXPORTER_OTLP_PROTOCOL: "hidden",
    OTEL_METRICS_EXPORTER: "hidden",
    SHARE_BETWEEN_SERVERS: "hidden",
  };
  expect(() => parseEnv(faulty)).toThrow(/POSTHOG_KEY must be a project key, or unset/);
  expect(() => parseEnv(faulty)).toThrow(/POSTHOG_HOST must be an http or https URL/);
  expect(() => parseEnv(faulty)).toThrow(/AFTER_TIMEOUT_MS must be a whole number of milliseconds/);
  expect(() => parseEnv(faulty)).toThrow(/POSTHOG_SEND_IP must be true or false/);
  expect(() => parseEnv(faulty)).toThrow(/POSTHOG_COOKIELESS must be true or false/);
  expect(() => parseEnv(faulty)).toThrow(/ANALYTICS_CONSENT must be opt-out or opt-in/);
  expect(() => parseEnv(faulty)).toThrow(/AFTER_RECEIPTS must be true or false/);
  expect(() => parseEnv(faulty)).toThrow(/TRACK_RATE_LIMIT must be a whole number of requests/);
  expect(() => parseEnv(faulty)).toThrow(/OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https/);
  expect(() => parseEnv(faulty)).toThrow(/OTEL_EXPORTER_OTLP_PROTOCOL must be http\/protobuf or/);
  expect(() => parseEnv(faulty)).toThrow(/OTEL_METRICS_EXPORTER must be none or otlp/);
  expect(() => parseEnv(faulty)).toThrow(/SHARE_BETWEEN_SERVERS must be true or false/);
  expect(() => parseEnv(faulty)).not.toThrow(/hidden/);
  for (const ms of ["0", "-1", "1.5", "1e9"]) {
    expect(() => parseEnv({ AFTER_TIMEOUT_MS: ms }), ms).toThrow(/AFTER_TIMEOUT_MS/);
  }
  for (const limit of ["0", "-1", "1.5", "1e9"]) {
    expect(() => parseEnv({ TRACK_RATE_LIMIT: limit }), limit).toThrow(/TRACK_RATE_LIMIT/);
  }
});

test("cookieless counting is refused without the address that it is made from", () => {
  const without = { POSTHOG_COOKIELESS: "true", POSTHOG_SEND_IP: "false" };
  expect(() => parseEnv(without)).toThrow(/POSTHOG_COOKIELESS needs POSTHOG_SEND_IP/);
});

test("servers share only where they are told to, and what they share needs a database", () => {
  const DATABASE_URL = "postgres://127.0.0.1/x";
  expect(parseEnv({ DATABASE_URL }).sharesBetweenServers).toBe(false);
  const both = { DATABASE_URL, SHARE_BETWEEN_SERVERS: "true" };
  expect(parseEnv(both).sharesBetweenServers).toBe(true);
  expect(() => parseEnv({ SHARE_BETWEEN_SERVERS: "true" })).toThrow(
    /SHARE_BETWEEN_SERVERS needs DATABASE_URL/,
  );
});
