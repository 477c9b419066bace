import { after, connection } from "next/server";
import { PostHog } from "posthog-node";

/** As PostHog documents it for Next: a client that sends at once, and is shut down when it has. */
export async function ClientPerRequest({ slug }: { slug: string }) {
  await connection();
  const client = new PostHog(process.env.POSTHOG_KEY ?? "", {
    host: process.env.POSTHOG_HOST ?? "",
    flushAt: 1,
    flushInterval: 0,
  });
  client.capture({
    distinctId: crypto.randomUUID(),
    event: "product_viewed",
    properties: { slug },
  });
  after(() => client.shutdown());
  return null;
}
