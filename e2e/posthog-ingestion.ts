import type { IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

/**
 * What ingestion hashes in cookieless mode. It answers 200 to an event that lacks one, and drops it:
 * https://posthog.com/docs/privacy/cookieless-tracking
 */
const hashed = z.object({
  distinct_id: z.literal("$posthog_cookieless"),
  properties: z.object({
    $cookieless_mode: z.literal(true),
    $host: z.string().min(1),
    $ip: z.union([z.ipv4(), z.ipv6()]),
    $raw_user_agent: z.string().min(1),
  }),
});
export const isDropped = (event: SinkEvent) =>
  "$cookieless_mode" in event.properties && !hashed.safeParse(event).success;

/** What PostHog's ingestion demands of an event; one that fails it fails its whole batch. */
const eventSchema = z.object({
  event: z.string().min(1),
  distinct_id: z.string().min(1),
  uuid: z.uuid(),
  timestamp: z.iso.datetime(),
  properties: z.record(z.string(), z.unknown()),
});
const batchSchema = z.object({
  api_key: z.string().min(1),
  batch: z.array(eventSchema).min(1),
  sent_at: z.iso.datetime(),
});
export type SinkEvent = z.infer<typeof eventSchema>;

const MAX_BYTES = 20 * 1024 * 1024;

export interface Batch {
  status: number;
  reason: string;
  events: SinkEvent[];
}

const refuse = (status: number, reason: string): Batch => ({ status, reason, events: [] });

/** What ingestion makes of a request: its events, or a refusal of them all. */
export function read({ method, url, headers }: IncomingMessage, body: Buffer): Batch {
  if (method !== "POST" || url !== "/batch/") return refuse(404, "not_found");
  if (body.length > MAX_BYTES) return refuse(413, "payload_too_large");
  try {
    const json = headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
    const { batch } = batchSchema.parse(JSON.parse(json.toString("utf8"), refuseBrokenText));
    return { status: 200, reason: "", events: batch };
  } catch (error) {
    return refuse(400, String(error));
  }
}

/** Ingestion parses strictly: an unpaired surrogate is not text to it. */
function refuseBrokenText(_key: string, value: unknown): unknown {
  if (typeof value === "string" && !value.isWellFormed()) throw new Error("unpaired surrogate");
  return value;
}
