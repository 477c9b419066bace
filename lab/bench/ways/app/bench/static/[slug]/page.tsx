import { notFound } from "next/navigation";
import { ProductDetail } from "@/app/products/[slug]/product-detail";
import { getProduct, getProducts } from "@/lib/shop/products";

export async function generateStaticParams() {
  return (await getProducts()).map(({ slug }) => ({ slug }));
}

/** What of the product page is the same for everybody. */
export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  if (!(await getProduct(slug))) notFound();
  return <ProductDetail slug={slug} />;
}
