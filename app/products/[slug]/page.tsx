import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { PartLabel } from "@/app/teaching/part-label";
import { ReceiptPanel, ReceiptPanelSkeleton } from "@/app/teaching/receipt-panel";
import { ToldOnTop } from "@/app/teaching/told-on-top";
import { CountView } from "@/lib/analytics/count-view";
import { getProduct, getProducts } from "@/lib/shop/products";
import { ProductDetail, ProductDetailSkeleton } from "./product-detail";
import styles from "./product.module.css";

type Props = PageProps<"/products/[slug]">;

export { generateMetadata } from "./metadata";

export async function generateStaticParams() {
  return (await getProducts()).map(({ slug }) => ({ slug }));
}

export default function ProductPage({ params }: Props) {
  return (
    <>
      <nav className={styles.back}>
        <Link href="/">All lamps</Link> <PartLabel kind="shell" />
      </nav>
      <Suspense fallback={<ProductDetailSkeleton />}>
        <Product params={params} />
      </Suspense>
    </>
  );
}

/** Known products are in the static shell, but for the view; others are looked up when asked for. */
async function Product({ params }: Pick<Props, "params">) {
  const { slug } = await params;
  if (!(await getProduct(slug))) notFound();
  return (
    <ToldOnTop>
      <ProductDetail slug={slug} />
      <Suspense fallback={<ReceiptPanelSkeleton />}>
        <CountView event={{ event: "product_viewed", slug }} />
        <ReceiptPanel />
      </Suspense>
    </ToldOnTop>
  );
}
