import { z } from "zod";

/** What names a product in addresses and events. */
export const slug = z
  .string()
  .max(64, "must have at most 64 characters")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be a product's slug: lower-case words joined by -");

/** Events that this server reports itself: no browser can send them. */
const serverEvents = [
  z.strictObject({ event: z.literal("product_viewed"), slug }),
  z.strictObject({
    event: z.literal("bag_updated"),
    slug,
    /** Lamps in the bag after the update. */
    items: z.int().min(0).max(10_000),
  }),
  z.strictObject({
    event: z.literal("order_placed"),
    order: z.uuid(),
    items: z.int().min(1),
    /** In euro cents. */
    total: z.int().min(0),
  }),
] as const;

/** Views of static pages: `<CountViewInBrowser>` reports them to /api/track. */
const browserViews = [z.strictObject({ event: z.literal("catalogue_viewed") })] as const;

/** What else a browser may report to /api/track, and so anybody may. */
const browserEvents = [
  z.strictObject({
    event: z.literal("product_shared"),
    slug,
    method: z.enum(["clipboard", "link"], "must be clipboard or link"),
  }),
] as const;

const fromBrowsers = [...browserViews, ...browserEvents] as const;
const names = fromBrowsers.map(({ shape }) => shape.event.value);

export const browserViewSchema = z.discriminatedUnion("event", browserViews);
export type BrowserView = z.infer<typeof browserViewSchema>;

/** What /api/track takes. */
export const browserEventSchema = z.discriminatedUnion("event", fromBrowsers, {
  error: ({ code }) => (code === "invalid_union" ? `must be ${names.join(" or ")}` : undefined),
});
export type BrowserEvent = z.infer<typeof browserEventSchema>;

/** Everything that is sent to analytics. Add an event to one of the lists above: that is all. */
export const analyticsEventSchema = z.discriminatedUnion("event", [
  ...serverEvents,
  ...fromBrowsers,
]);
export type AnalyticsEvent = z.infer<typeof analyticsEventSchema>;
