import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The platform's, in seconds. */
const DEFAULT_TTL = 900;

/** The platform's runtime cache, which the instances of the functions share: files in a folder. */
export function runtimeCache(folder: string) {
  const fileOf = (key: string) => join(folder, `${encodeURIComponent(key)}.json`);
  return {
    async get(key: string): Promise<unknown> {
      const text = await readFile(fileOf(key), "utf8").catch(() => "{}");
      const { value, expires = 0 } = JSON.parse(text) as { value?: unknown; expires?: number };
      return expires > Date.now() ? value : null;
    },
    async set(key: string, value: unknown, { ttl = DEFAULT_TTL } = {}): Promise<void> {
      const entry = { value, expires: Date.now() + ttl * 1000 };
      // Renamed into its place: nobody reads half of it.
      const draft = `${fileOf(key)}.${crypto.randomUUID()}`;
      await writeFile(draft, JSON.stringify(entry));
      await rename(draft, fileOf(key));
    },
  };
}
