import type { CacheHandler } from "next/cache";
import { createDefaultCacheHandler } from "next/dist/server/lib/cache-handlers/default.js";
import type { SharedTags } from "./shared-tags";

// Next loads this file as it is, beside the app's bundles (`cacheHandlers` in next.config.ts): it
// imports nothing of the app, and finds what lib/fleet/shared-tags.ts made when the server started.
const shared = (globalThis as { [key: symbol]: SharedTags | undefined })[
  Symbol.for("after-response.shared tags")
];

/** As much as Next's own has (`cacheMaxMemorySize`), in bytes. */
const memory: CacheHandler = createDefaultCacheHandler(50 * 1024 * 1024);

// A static page asks no cache handler, so refreshTags is not where this server learns what others
// revalidated: it looks each second, and now, before it serves its first page.
await shared?.follow(memory);

/** Next's cache in memory, which tells the other servers which tags were revalidated. */
const handler: CacheHandler = {
  ...memory,
  async updateTags(tags, durations) {
    await memory.updateTags(tags, durations);
    await shared?.tell(tags, durations);
  },
};

export default handler;
