import { cacheLife, cacheTag } from "next/cache";
import Link from "next/link";
import { CountViewInBrowser } from "@/lib/analytics/count-view-in-browser";
import { formatPrice, getProducts, productCache } from "@/lib/shop/products";
import { LampPicture } from "./lamps/lamp-picture";
import styles from "./page.module.css";
import { PageHeading } from "./page-heading";
import { CachedAt, PartLabel } from "./teaching/part-label";

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
            <Link className={styles.card} href={`/products/${slug}`}>
              <LampPicture slug={slug} />
              <h2>{name}</h2>
              <p>{tagline}</p>
              <p className={styles.price}>{formatPrice(price)}</p>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
