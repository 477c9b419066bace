import { cacheLife, cacheTag } from "next/cache";

/** A price that changes each time it is looked up, which takes as long as a database may. */
export async function getPrice(tag: string, revalidate = 900): Promise<string> {
  "use cache";
  cacheTag(tag);
  cacheLife({ revalidate, expire: 3600 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  return crypto.randomUUID();
}
