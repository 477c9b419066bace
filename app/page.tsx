import type { Metadata } from "next";
import { cacheLife, cacheTag } from "next/cache";
import { ViewTransition } from "react";
import { CountViewInBrowser } from "@/lib/analytics/count-view-in-browser";
import { sitePath } from "@/lib/http/site-path";
import { formatPrice, getProducts, productCache } from "@/lib/shop/products";
import { LampLink } from "./lamps/lamp-link";
import { LampPicture } from "./lamps/lamp-picture";
import styles from "./page.module.css";
import { PageHeading } from "./page-heading";
import { CachedAt } from "./teaching/cached-at";
import { PartLabel } from "./teaching/part-label";

export const metadata: Metadata = { alternates: { canonical: sitePath("/") } };

export default function CataloguePage() {
  return (
    <>
      <section className={styles.intro}>
        <PartLabel kind="shell" />
        <PageHeading>Lamps for the last hour of the day</PageHeading>
        <p>
          Open one: the page is sent first, and only then is your view counted. Once. The panel on
          the product page, and the server&rsquo;s log, show how that went.
        </p>
      </section>
      <Catalogue />
      <CountViewInBrowser event={{ event: "catalogue_viewed" }} />
    </>
  );
}

async function Catalogue() {
  "use cache";
  const products = await getProducts();
  cacheLife(productCache.life);
  cacheTag(...products.map(({ slug }) => productCache.tag(slug)));
  return (
    <section aria-label="Catalogue">
      <PartLabel kind="cached">
        <CachedAt />
      </PartLabel>
      <ul className={styles.grid}>
        {products.map(({ slug, name, tagline, price }) => (
          <li key={slug}>
            <LampLink className={styles.card} slug={slug}>
              <ViewTransition name={`lamp-${slug}`} share="lamp" default="none">
                <LampPicture slug={slug} />
              </ViewTransition>
              <h2>{name}</h2>
              <p>{tagline}</p>
              <p className={styles.price}>{formatPrice(price)}</p>
            </LampLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
