import { headers } from "next/headers";
import { connection } from "next/server";
import { receiptSoFar } from "@/lib/after/receipts";
import { reasonNotAView } from "@/lib/analytics/view";
import { env } from "@/lib/env";
import { requestIdOf } from "@/lib/http/request-id";
import { PartLabel } from "./part-label";
import { Receipts } from "./receipts";
import styles from "./receipt.module.css";

/** Shows, on the page itself, what became of the work that this very request scheduled. */
export async function ReceiptPanel() {
  // A prefetch must not carry a panel: it would tell of the prefetch's own request.
  await connection();
  const request = await headers();
  if (!env().receipts) return null;
  return (
    <Receipts soFar={receiptSoFar(requestIdOf(request))} notCounted={reasonNotAView(request)} />
  );
}

export function ReceiptPanelSkeleton() {
  return (
    <section className={styles.panel} aria-busy="true">
      <PartLabel kind="request" />
      <h2>What ran after the page was sent</h2>
      <p className={styles.pending}>Waiting for the receipt…</p>
    </section>
  );
}
