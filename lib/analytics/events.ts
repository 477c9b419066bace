import { z } from "zod";

const slug = z
  .string()
  .max(64, "must have at most 64 characters")
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be a product's slug: lower-case words joined by -");

const productViewed = z.strictObject({ event: z.literal("product_viewed"), slug });

const bagUpdated = z.strictObject({
  event: z.literal("bag_updated"),
  slug,
  /** Lamps in the bag after the update. */
  items: z.int().min(0).max(10_000),
});

const productShared = z.strictObject({
  event: z.literal("product_shared"),
  slug,
  method: z.enum(["clipboard", "link"], "must be clipboard or link"),
});

/** What a browser may report to /api/track. Add an event here and it is accepted, and typed. */
export const browserEventSchema = z.discriminatedUnion("event", [productShared], {
  error: ({ code }) => (code === "invalid_union" ? "must be product_shared" : undefined),
});
export type BrowserEvent = z.infer<typeof browserEventSchema>;

/** Everything that is sent to analytics. */
export const analyticsEventSchema = z.discriminatedUnion("event", [
  productViewed,
  bagUpdated,
  productShared,
]);
export type AnalyticsEvent = z.infer<typeof analyticsEventSchema>;

/** What the revalidation webhook takes. */
export const revalidationSchema = z.strictObject({ slug });
