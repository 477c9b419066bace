import Link from "next/link";
import { cookies } from "next/headers";
import { BAG_COOKIE, countItems, readBag } from "@/lib/shop/bag";
import { PartLabel } from "./teaching/part-label";
import styles from "./layout.module.css";

/** Per request: what this visitor's bag holds. */
export async function BagCount() {
  const bag = readBag((await cookies()).get(BAG_COOKIE)?.value);
  return <Count items={String(countItems(bag))} />;
}

export const BagCountSkeleton = () => <Count items="–" />;

const Count = ({ items }: { items: string }) => (
  <div className={styles.bag} data-bag>
    <p aria-live="polite" aria-atomic="true">
      <Link href="/bag">Bag</Link> <span className={styles.count}>{items}</span>
    </p>
    <PartLabel kind="request" />
  </div>
);
