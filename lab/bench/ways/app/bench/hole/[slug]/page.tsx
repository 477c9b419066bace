import { notFound } from "next/navigation";
import { connection } from "next/server";
import { Suspense } from "react";
import { ProductDetail } from "@/app/products/[slug]/product-detail";
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
      <Suspense>
        <Hole />
      </Suspense>
    </>
  );
}

async function Hole() {
  await connection();
  return null;
}
