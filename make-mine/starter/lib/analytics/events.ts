import { z } from "zod";

/** What names an article in addresses and events. */
export const slug = z
  .string()
  .max(64, "must have at most 64 characters")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be lower-case words joined by -");

/** Events that this server reports itself: no browser can send them. */
const serverEvents = [
  z.strictObject({ event: z.literal("article_viewed"), slug }),
  z.strictObject({ event: z.literal("article_liked"), slug }),
] as const;

/** Events that a browser may report to /api/track, and so anybody may. */
const browserEvents = [z.strictObject({ event: z.literal("link_copied"), slug })] as const;

const names = browserEvents.map(({ shape }) => shape.event.value);

/** What /api/track takes. */
export const browserEventSchema = z.discriminatedUnion("event", browserEvents, {
  error: ({ code }) => (code === "invalid_union" ? `must be ${names.join(" or ")}` : undefined),
});
export type BrowserEvent = z.infer<typeof browserEventSchema>;

/** Everything that is sent to analytics. Add an event to one of the lists above: that is all. */
export const analyticsEventSchema = z.discriminatedUnion("event", [
  ...serverEvents,
  ...browserEvents,
]);
export type AnalyticsEvent = z.infer<typeof analyticsEventSchema>;
