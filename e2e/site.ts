import { sitePath } from "../lib/http/site-path.ts";
import type { Site } from "./core/site-shape";

const product = (slug: string, name: string) => ({
  path: sitePath(`/products/${slug}`),
  name,
  event: { event: "product_viewed" as const, slug },
});
const lintel = product("lintel", "Lintel");

/** What the suite has to know of this site: the core specs read nothing else of it. */
export const site: Site = {
  listing: {
    path: sitePath("/"),
    heading: "Lamps for the last hour of the day",
    event: { event: "catalogue_viewed" },
  },
  counted: [
    product("ember", "Ember"),
    product("halo", "Halo"),
    product("drift", "Drift"),
    product("heron", "Heron"),
    lintel,
  ],
  consent: { path: sitePath("/") },
  missing: {
    path: (unique) => sitePath(`/products/none-${unique}`),
    heading: "There is no such lamp",
  },
  marker: { event: "product_shared", slug: "ember", method: "link" },
  action: {
    page: lintel,
    button: "Add to bag",
    fields: { slug: "lintel" },
    events: [
      { event: "bag_updated", slug: "lintel", items: 1 },
      { event: "bag_updated", slug: "lintel", items: 2 },
    ],
  },
  revalidation: {
    body: { slug: "dusk" },
    task: "product_revalidated",
    // One that no other spec looks at: they rely on theirs staying as they are.
    path: sitePath("/products/dusk"),
    madeAt: (page) => page.getByRole("article").getByRole("time").getAttribute("datetime"),
  },
};
