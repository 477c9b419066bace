import "server-only";
import { cacheLife, cacheTag } from "next/cache";

export interface Article {
  slug: string;
  title: string;
  text: string;
}

/** How long articles are cached, and the tag that makes one article's parts new. */
export const articleCache = {
  life: "days",
  tag: (slug: string) => `article:${slug}`,
} as const;

const articles: readonly Article[] = [
  {
    slug: "once",
    title: "Once",
    text: "This page was sent first, and only then was your view of it counted. Look at the log.",
  },
  {
    slug: "never-twice",
    title: "Never twice",
    text: "A prefetch, a bot and a page that is rendered again after an action count as nothing.",
  },
  {
    slug: "not-lost",
    title: "Not lost",
    text: "Each task leaves a line when it is scheduled, when it starts and when it ends.",
  },
];

/** Every article, in the list's order. Stands for your database. */
export async function getArticles(): Promise<readonly Article[]> {
  "use cache";
  cacheLife(articleCache.life);
  // Tagged with each article it holds, so that one article's change refreshes the list.
  cacheTag(...articles.map(({ slug }) => articleCache.tag(slug)));
  return articles;
}

/** One article, or undefined. Any string may be asked for. */
export async function getArticle(slug: string): Promise<Article | undefined> {
  "use cache";
  cacheLife(articleCache.life);
  cacheTag(articleCache.tag(slug.slice(0, 64)));
  return articles.find((article) => article.slug === slug);
}
