import type { Metadata } from "next";
import Link from "next/link";
import { cookies } from "next/headers";
import { connection } from "next/server";
import { Suspense } from "react";
import { reasonForNoDatabase } from "@/lib/outbox/database";
import { BAG_COOKIE, readBag } from "@/lib/shop/bag";
import { totalOf } from "@/lib/shop/orders";
import { PageHeading } from "../page-heading";
import { Items } from "./items";
import { PlaceOrder } from "./place-order";
import styles from "./bag.module.css";

export const metadata: Metadata = { title: "Bag", robots: { index: false } };

export default function BagPage() {
  return (
    <section className={styles.bag}>
      <PageHeading>Your bag</PageHeading>
      <Suspense fallback={<p aria-busy="true">Looking into it…</p>}>
        <Contents />
      </Suspense>
    </section>
  );
}

async function Contents() {
  await connection();
  const items = readBag((await cookies()).get(BAG_COOKIE)?.value);
  const total = await totalOf(items);
  if (!total) {
    return (
      <p>
        It is empty. <Link href="/">See all lamps</Link>
      </p>
    );
  }
  return (
    <>
      <Items items={items} total={total} />
      <PlaceOrder orderKey={crypto.randomUUID()} closed={reasonForNoDatabase()} />
    </>
  );
}
