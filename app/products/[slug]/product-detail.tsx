import { cacheLife, cacheTag } from "next/cache";
import { notFound } from "next/navigation";
import { ViewTransition } from "react";
import { LampPicture } from "@/app/lamps/lamp-picture";
import NotFound from "@/app/not-found";
import { PageHeading } from "@/app/page-heading";
import { CachedAt } from "@/app/teaching/cached-at";
import { PartLabel } from "@/app/teaching/part-label";
import { formatPrice, getProduct, productCache } from "@/lib/shop/products";
import { AddToBag } from "./add-to-bag";
import { ProductJsonLd } from "./product-json-ld";
import styles from "./product.module.css";
import { ShareButton } from "./share-button";

/** The same for every visitor until the product's tag is revalidated: no request in sight. */
export async function ProductDetail({ slug }: { slug: string }) {
  "use cache";
  cacheLife(productCache.life);
  cacheTag(productCache.tag(slug));
  const product = await getProduct(slug);
  if (!product) notFound();
  return (
    <article className={styles.product}>
      <div className={styles.picture}>
        <ViewTransition name={`lamp-${slug}`} share="lamp" default="none">
          <LampPicture slug={slug} />
        </ViewTransition>
      </div>
      <div className={styles.detail}>
        <PartLabel kind="cached">
          <CachedAt />
        </PartLabel>
        <PageHeading>{product.name}</PageHeading>
        <p className={styles.tagline}>{product.tagline}</p>
        <p>{product.description}</p>
        <dl className={styles.facts}>
          <div>
            <dt>Material</dt>
            <dd>{product.material}</dd>
          </div>
          <div>
            <dt>Size</dt>
            <dd>{product.size}</dd>
          </div>
          <div>
            <dt>Light</dt>
            <dd>{product.light}</dd>
          </div>
        </dl>
        <p className={styles.price}>{formatPrice(product.price)}</p>
        <div className={styles.actions}>
          <AddToBag slug={slug} />
          <ShareButton slug={slug} />
        </div>
      </div>
      <ProductJsonLd product={product} />
    </article>
  );
}

export function ProductDetailSkeleton() {
  return (
    <>
      <div className={styles.product} aria-busy="true">
        <div className={styles.picture} />
        <div className={styles.detail}>
          {/* A heading: else Next announces the old page's. */}
          <PageHeading>Loading…</PageHeading>
        </div>
      </div>
      {/* Of an unknown product nothing follows, and it takes a script to say so. */}
      <noscript>
        <div data-without-product>
          <NotFound />
        </div>
      </noscript>
    </>
  );
}
