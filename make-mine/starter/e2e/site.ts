import { sitePath } from "../lib/http/site-path.ts";
import type { Site } from "./core/site-shape";

const article = (slug: string, name: string) => ({
  path: sitePath(`/articles/${slug}`),
  name,
  event: { event: "article_viewed" as const, slug },
});
const once = article("once", "Once");

/** What the suite has to know of this site: the core specs read nothing else of it. */
export const site: Site = {
  listing: { path: sitePath("/"), heading: "Articles", event: { event: "list_viewed" } },
  consent: { path: sitePath("/privacy") },
  counted: [once, article("never-twice", "Never twice")],
  missing: {
    path: (unique) => sitePath(`/articles/none-${unique}`),
    heading: "There is nothing here",
  },
  marker: { event: "link_copied", slug: "once" },
  action: {
    page: once,
    button: "Like",
    fields: { slug: "once" },
    events: [
      { event: "article_liked", slug: "once" },
      { event: "article_liked", slug: "once" },
    ],
  },
  revalidation: {
    body: { slug: "not-lost" },
    task: "article_revalidated",
    // One that no other spec looks at: they rely on theirs staying as they are.
    path: sitePath("/articles/not-lost"),
    madeAt: (page) => page.getByRole("article").getByRole("time").getAttribute("datetime"),
  },
};
