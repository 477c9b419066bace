import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { PartLabel } from "@/app/part-label";
import { afterResponse } from "@/lib/after-response";
import { logProductView } from "@/lib/analytics/track";
import { env } from "@/lib/env";
import { getProduct, getProducts } from "@/lib/shop/products";
import { receiptSoFar } from "@/lib/after/receipts";
import { requestIdOf } from "@/lib/http/request-id";
import { reasonNotAView } from "@/lib/analytics/view";
import { ProductDetail, ProductDetailSkeleton } from "./product-detail";
import styles from "./product.module.css";
import { ReceiptPanel, ReceiptPanelSkeleton } from "./receipt-panel";

type Props = PageProps<"/products/[slug]">;

export async function generateStaticParams() {
  return (await getProducts()).map(({ slug }) => ({ slug }));
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const product = await getProduct((await params).slug);
  return product ? { title: product.name, description: product.tagline } : {};
}

export default function ProductPage({ params, searchParams }: Props) {
  return (
    <>
      <nav className={styles.back}>
        <Link href="/">All lamps</Link> <PartLabel kind="shell" />
      </nav>
      <Suspense fallback={<ProductDetailSkeleton />}>
        <Product params={params} searchParams={searchParams} />
      </Suspense>
    </>
  );
}

/** Known products are in the static shell, but for the view; others are looked up when asked for. */
async function Product({ params, searchParams }: Props) {
  const { slug } = await params;
  if (!(await getProduct(slug))) notFound();
  return (
    <>
      <ProductDetail slug={slug} />
      <Suspense fallback={<ReceiptPanelSkeleton />}>
        <View slug={slug} searchParams={searchParams} />
      </Suspense>
    </>
  );
}

/** Per request: counts the view after the response, and shows how that went. */
async function View({ slug, searchParams }: Pick<Props, "searchParams"> & { slug: string }) {
  // Read here and passed in: in a page's task headers() and cookies() throw.
  const request = await headers();
  const source = { requestId: requestIdOf(request), cookies: request.get("cookie") ?? "" };
  const afterAction = "added" in (await searchParams);
  const notCounted = reasonNotAView(request, { afterAction, posthogKey: env().posthogKey });
  if (!notCounted) await afterResponse("product_viewed", () => logProductView(slug, source));
  if (!env().receipts) return null;
  return <ReceiptPanel soFar={receiptSoFar(source.requestId)} notCounted={notCounted} />;
}
