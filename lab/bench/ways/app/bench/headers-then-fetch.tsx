import { headers } from "next/headers";
import { after } from "next/server";

/** The advice of many an article: read the headers, so that somebody asked, and send it afterwards. */
export async function HeadersThenFetch({ slug }: { slug: string }) {
  const userAgent = (await headers()).get("user-agent");
  after(async () => {
    const now = new Date().toISOString();
    await fetch(`${process.env.POSTHOG_HOST}/batch/`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        api_key: process.env.POSTHOG_KEY,
        sent_at: now,
        batch: [
          {
            event: "product_viewed",
            distinct_id: crypto.randomUUID(),
            uuid: crypto.randomUUID(),
            timestamp: now,
            properties: { slug, $raw_user_agent: userAgent },
          },
        ],
      }),
    });
  });
  return null;
}
