import type { Bag } from "@/lib/shop/bag";
import { formatPrice, getProduct } from "@/lib/shop/products";
import styles from "./bag.module.css";

/** What is in a bag, or was ordered. */
export async function Items({ items, total }: { items: Bag; total: number }) {
  const rows = await Promise.all(
    Object.entries(items).map(async ([slug, count]) => ({
      slug,
      count,
      product: await getProduct(slug),
    })),
  );
  return (
    <ul className={styles.items}>
      {rows.map(({ slug, count, product }) => (
        <li key={slug}>
          <span>
            {count} × {product?.name ?? slug}
          </span>
          <span>{product && formatPrice(count * product.price)}</span>
        </li>
      ))}
      <li className={styles.total}>
        <span>Total</span>
        <span>{formatPrice(total)}</span>
      </li>
    </ul>
  );
}
