import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { PageHeading } from "@/app/page-heading";
import { articleCache, getArticle } from "@/lib/articles";

/** The same for every visitor until the article's tag is revalidated: no request in sight. */
export async function ArticleText({ slug }: { slug: string }) {
  "use cache";
  cacheLife(articleCache.life);
  cacheTag(articleCache.tag(slug));
  const article = await getArticle(slug);
  if (!article) notFound();
  const cachedAt = now();
  return (
    <article>
      <PageHeading>{article.title}</PageHeading>
      <p>{article.text}</p>
      <small>
        Cached at <time dateTime={cachedAt}>{cachedAt.slice(11, 19)}</time>
      </small>
    </article>
  );
}

/** Allowed where it is cached: it is the time of the cache entry, not of a render. */
const now = () => new Date().toISOString();
