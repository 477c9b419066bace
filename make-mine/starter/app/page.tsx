import Link from "next/link";
import { CountViewInBrowser } from "@/lib/analytics/count-view-in-browser";
import { getArticles } from "@/lib/articles";
import { PageHeading } from "./page-heading";

/** Static, its view counted by a beacon. A link that is seen is prefetched, and counts as nothing. */
export default async function ArticlesPage() {
  const articles = await getArticles();
  return (
    <>
      <PageHeading>Articles</PageHeading>
      <ul>
        {articles.map(({ slug, title }) => (
          <li key={slug}>
            <Link href={`/articles/${slug}`}>{title}</Link>
          </li>
        ))}
      </ul>
      <CountViewInBrowser event={{ event: "list_viewed" }} />
    </>
  );
}
