import { z } from "zod";

/** The bag's cookie: product slugs and how many of each. Written by the server only. */
export const BAG_COOKIE = "bag";

const MAX_EACH = 99;
export const bagSchema = z.record(z.string(), z.int().min(1).max(MAX_EACH));
export type Bag = z.infer<typeof bagSchema>;

/** The bag that a cookie holds; an empty one for a missing or tampered cookie. Never throws. */
export function readBag(cookie: string | undefined): Bag {
  try {
    return bagSchema.parse(JSON.parse(cookie ?? "{}"));
  } catch {
    // Nothing of value is lost: a visitor who edits the cookie starts with an empty bag.
    return {};
  }
}

/** The bag with one more of a product, up to 99. */
export const withOneMore = (bag: Bag, slug: string): Bag => ({
  ...bag,
  [slug]: Math.min((bag[slug] ?? 0) + 1, MAX_EACH),
});

/** How many lamps are in the bag. */
export const countItems = (bag: Bag): number =>
  Object.values(bag).reduce((sum, each) => sum + each, 0);
