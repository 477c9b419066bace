import { cacheLife, cacheTag } from "next/cache";

/** Takes as long as a database may, and is cached for so many seconds. */
export async function getPrice(tag: string, revalidate: number): Promise<number> {
  "use cache";
  cacheTag(tag);
  cacheLife({ revalidate, expire: 3600 });
  await new Promise((resolve) => setTimeout(resolve, 100));
  return Math.random();
}
