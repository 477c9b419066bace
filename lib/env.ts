import { z } from "zod";

const setting = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const flag = z.stringbool({ error: "must be true or false" });

const whole = (min: number, max: number, unit: string) => {
  const error = `must be a whole number of ${unit} from ${min} to ${max}`;
  return z.coerce.number({ error }).int(error).min(min, error).max(max, error);
};

const schema = z
  .object({
    POSTHOG_KEY: setting(z.string().trim().min(1, "must be a project key, or unset").optional()),
    POSTHOG_HOST: setting(
      z
        .url({ protocol: /^https?$/, error: "must be an http or https URL" })
        .default("https://us.i.posthog.com"),
    ),
    POSTHOG_SEND_IP: setting(flag.default(true)),
    POSTHOG_COOKIELESS: setting(flag.default(false)),
    ANALYTICS_CONSENT: setting(
      z.enum(["opt-out", "opt-in"], "must be opt-out or opt-in").default("opt-out"),
    ),
    // No Vercel function runs longer.
    AFTER_TIMEOUT_MS: setting(whole(1, 800_000, "milliseconds").default(10_000)),
    AFTER_RECEIPTS: setting(flag.optional()),
    REVALIDATE_SECRET: setting(z.string().optional()),
    TRACK_RATE_LIMIT: setting(whole(1, 100_000_000, "requests a minute").default(600)),
    BUILD_STANDALONE: setting(flag.default(false)),
    OTEL_EXPORTER_OTLP_ENDPOINT: setting(
      z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).optional(),
    ),
    OTEL_EXPORTER_OTLP_PROTOCOL: setting(
      z
        .enum(["http/protobuf", "http/json"], "must be http/protobuf or http/json")
        .default("http/protobuf"),
    ),
    OTEL_METRICS_EXPORTER: setting(
      z.enum(["none", "otlp"], "must be none or otlp").default("none"),
    ),
    DATABASE_URL: setting(
      z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// URL" }).optional(),
    ),
    DATA_DIR: setting(z.string().default(".data")),
    SHARE_BETWEEN_SERVERS: setting(flag.default(false)),
    CRON_SECRET: setting(z.string().optional()),
    PARTNER_WEBHOOK_URL: setting(
      z.url({ protocol: /^https?$/, error: "must be an http or https URL" }).optional(),
    ),
    PARTNER_WEBHOOK_SECRET: setting(
      z
        .string()
        .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "must be whsec_ and 24 bytes or more in base64")
        .optional(),
    ),
    VERCEL: setting(z.string().optional()),
    VERCEL_ENV: setting(z.string().optional()),
  })
  .refine((variables) => !variables.POSTHOG_COOKIELESS || variables.POSTHOG_SEND_IP, {
    path: ["POSTHOG_COOKIELESS"],
    error: "needs POSTHOG_SEND_IP: PostHog tells visitors apart by a hash of it, and drops it then",
  })
  .refine((variables) => !variables.PARTNER_WEBHOOK_URL || variables.PARTNER_WEBHOOK_SECRET, {
    path: ["PARTNER_WEBHOOK_URL"],
    error: "needs PARTNER_WEBHOOK_SECRET: the partner checks the signature",
  })
  .refine((variables) => !variables.SHARE_BETWEEN_SERVERS || variables.DATABASE_URL, {
    path: ["SHARE_BETWEEN_SERVERS"],
    error: "needs DATABASE_URL: what the servers share is kept in that database",
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
    buildStandalone: variables.BUILD_STANDALONE,
    otlp: {
      endpoint: variables.OTEL_EXPORTER_OTLP_ENDPOINT,
      protocol: variables.OTEL_EXPORTER_OTLP_PROTOCOL,
      metrics: variables.OTEL_METRICS_EXPORTER === "otlp",
    },
    databaseUrl: variables.DATABASE_URL,
    dataDir: variables.DATA_DIR,
    sharesBetweenServers: variables.SHARE_BETWEEN_SERVERS,
    cronSecret: variables.CRON_SECRET,
    partner: variables.PARTNER_WEBHOOK_URL &&
      variables.PARTNER_WEBHOOK_SECRET && {
        url: variables.PARTNER_WEBHOOK_URL,
        secret: variables.PARTNER_WEBHOOK_SECRET,
      },
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
