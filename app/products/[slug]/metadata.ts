import type { Metadata } from "next";
import { openGraph } from "@/app/open-graph";
import { sitePath } from "@/lib/http/site-path";
import { getProduct } from "@/lib/shop/products";

export async function generateMetadata({
  params,
}: PageProps<"/products/[slug]">): Promise<Metadata> {
  const { slug } = await params;
  const product = await getProduct(slug);
  if (!product) return {};
  const { name: title, tagline: description } = product;
  const canonical = sitePath(`/products/${slug}`);
  const shared = openGraph(`/products/${slug}/share.png`, "The lamp, lit");
  return { title, description, alternates: { canonical }, openGraph: shared };
}
