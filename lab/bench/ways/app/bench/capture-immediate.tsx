import { connection } from "next/server";
import { PostHog } from "posthog-node";

let client: PostHog | undefined;

/** The page waits until PostHog has answered. */
export async function CaptureImmediate({ slug }: { slug: string }) {
  await connection();
  client ??= new PostHog(process.env.POSTHOG_KEY ?? "", { host: process.env.POSTHOG_HOST ?? "" });
  await client.captureImmediate({
    distinctId: crypto.randomUUID(),
    event: "product_viewed",
    properties: { slug },
  });
  return null;
}
