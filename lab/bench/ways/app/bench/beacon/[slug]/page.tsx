import { notFound } from "next/navigation";
import { ProductDetail } from "@/app/products/[slug]/product-detail";
import { CountViewInBrowser } from "@/lib/analytics/count-view-in-browser";
import { getProduct, getProducts } from "@/lib/shop/products";

export async function generateStaticParams() {
  return (await getProducts()).map(({ slug }) => ({ slug }));
}

export default async function Page({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  if (!(await getProduct(slug))) notFound();
  return (
    <>
      <ProductDetail slug={slug} />
      <CountViewInBrowser event={{ event: "catalogue_viewed" }} />
    </>
  );
}
