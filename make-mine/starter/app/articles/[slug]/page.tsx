import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { CountView } from "@/lib/analytics/count-view";
import { getArticle, getArticles } from "@/lib/articles";
import { ArticleText } from "./article-text";
import { CopyLink } from "./copy-link";
import { LikeButton } from "./like-button";

type Props = PageProps<"/articles/[slug]">;

export async function generateStaticParams() {
  return (await getArticles()).map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = await getArticle((await params).slug);
  return article ? { title: article.title } : {};
}

export default function ArticlePage({ params }: Props) {
  return (
    <Suspense fallback={<h1 aria-busy="true">Loading…</h1>}>
      <Article params={params} />
    </Suspense>
  );
}

/** Known articles are in the static shell, but for the view; others are looked up when asked for. */
async function Article({ params }: Pick<Props, "params">) {
  const { slug } = await params;
  if (!(await getArticle(slug))) notFound();
  return (
    <>
      <ArticleText slug={slug} />
      <div className="actions">
        <LikeButton slug={slug} />
        <CopyLink slug={slug} />
      </div>
      <Suspense>
        <CountView event={{ event: "article_viewed", slug }} />
      </Suspense>
    </>
  );
}
