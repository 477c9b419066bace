import type { SourceCall } from "./app/source-calls.ts";
import { textOf } from "./sites/site.ts";
import type { Event } from "./watch/events.ts";

/**
 * What to say of an app whose source calls after(), when not one call was seen: none was reached, or this
 * server is made in a way that the preload does not know. Never "no findings".
 */
export function nothingSeen(calls: SourceCall[], events: readonly Event[]): string {
  const places = calls.slice(0, 5).map(textOf).join(", ");
  const requests = events.filter(({ e }) => e === "request").length;
  const isWatching = events.some(({ e }) => e === "watching") && requests > 0;
  const why = isWatching
    ? "Ask for more, with --url, --press and --post, or as somebody with --session. If one of them was asked for, this Next is made in another way than the doctor knows."
    : "The preload did not see the server: it starts in a way that ignores NODE_OPTIONS.";
  return `The source calls after() (${places}), and not one call was seen in ${requests} requests. ${why}`;
}
