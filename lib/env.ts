import "server-only";
import { z } from "zod";

const setting = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const schema = z
  .object({
    POSTHOG_KEY: setting(z.string().trim().min(1).optional()),
    POSTHOG_HOST: setting(
      z
        .url({ protocol: /^https?$/, error: "must be an http or https URL" })
        .default("https://us.i.posthog.com"),
    ),
    POSTHOG_SEND_IP: setting(z.stringbool({ error: "must be true or false" }).default(true)),
    POSTHOG_COOKIELESS: setting(z.stringbool({ error: "must be true or false" }).default(false)),
    ANALYTICS_CONSENT: setting(
      z.enum(["opt-out", "opt-in"], "must be opt-out or opt-in").default("opt-out"),
    ),
    AFTER_TIMEOUT_MS: setting(
      z.coerce
        .number({ error: "must be a whole number of milliseconds" })
        .int("must be a whole number of milliseconds")
        .min(1, "must be at least 1 (milliseconds)")
        .max(
          800_000,
          "must be at most 800000 (milliseconds), the longest a Vercel function may run",
        )
        .default(10_000),
    ),
    AFTER_RECEIPTS: setting(z.stringbool({ error: "must be true or false" }).optional()),
    REVALIDATE_SECRET: setting(z.string().optional()),
    TRACK_RATE_LIMIT: setting(
      z.coerce
        .number({ error: "must be a whole number of requests" })
        .int("must be a whole number of requests")
        .min(1, "must be at least 1 (request a minute)")
        .max(100_000_000, "must be at most 100000000 (requests a minute)")
        .default(600),
    ),
    VERCEL: setting(z.string().optional()),
    VERCEL_ENV: setting(z.string().optional()),
  })
  .refine((variables) => !variables.POSTHOG_COOKIELESS || variables.POSTHOG_SEND_IP, {
    path: ["POSTHOG_COOKIELESS"],
    error: "needs POSTHOG_SEND_IP: PostHog tells visitors apart by a hash of it, and drops it then",
  })
  .transform((variables) => ({
    posthogKey: variables.POSTHOG_KEY,
    posthogHost: variables.POSTHOG_HOST,
    posthogSendIp: variables.POSTHOG_SEND_IP,
    posthogCookieless: variables.POSTHOG_COOKIELESS,
    consent: variables.ANALYTICS_CONSENT,
    afterTimeoutMs: variables.AFTER_TIMEOUT_MS,
    receipts: variables.AFTER_RECEIPTS ?? variables.VERCEL_ENV !== "production",
    revalidateSecret: variables.REVALIDATE_SECRET,
    trackRateLimit: variables.TRACK_RATE_LIMIT,
    onVercel: variables.VERCEL === "1",
  }));

export type Env = z.infer<typeof schema>;

/**
 * The environment with its defaults; an empty variable counts as unset.
 * Throws one error that names every variable at fault, without printing its value.
 */
export function parseEnv(variables: Record<string, string | undefined>): Env {
  const result = schema.safeParse(variables);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join(".")} ${issue.message}`);
  throw new Error(`Invalid environment (see .env.example):\n${faults.join("\n")}`);
}

let parsed: Env | undefined;

/** This process's environment, read and checked once. Throws like {@link parseEnv}. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
