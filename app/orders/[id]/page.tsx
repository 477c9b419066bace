import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { Suspense } from "react";
import { Items } from "@/app/bag/items";
import styles from "@/app/bag/bag.module.css";
import { PageHeading } from "@/app/page-heading";
import type { MessageState } from "@/lib/outbox/message-states";
import { orderKey, readOrder } from "@/lib/shop/orders";
import { Refresh } from "./refresh";

type Props = PageProps<"/orders/[id]">;

export const metadata: Metadata = { title: "Order", robots: { index: false } };

export default function OrderPage({ params }: Props) {
  return (
    <section className={styles.bag}>
      <PageHeading>Your order</PageHeading>
      <Suspense fallback={<p aria-busy="true">Looking it up…</p>}>
        <Placed params={params} />
      </Suspense>
    </section>
  );
}

async function Placed({ params }: Pick<Props, "params">) {
  await connection();
  const id = orderKey.safeParse((await params).id);
  const found = id.success ? await readOrder(id.data) : undefined;
  if (!found) notFound();
  const { order, messages } = found;
  return (
    <>
      <p>
        Order <code>{order.id}</code>. It is written, with the messages that it causes: these are
        delivered right after the response, and again until they arrive.
      </p>
      <Items items={order.items} total={order.total} />
      <h2>Messages</h2>
      <ul className={styles.messages} aria-live="polite">
        {messages.map((message) => (
          <li key={message.id} data-message={message.kind} data-state={message.state}>
            {names[message.kind]}: <strong>{message.state}</strong>
            <p>
              <code>{message.id}</code> {detailsOf(message)}
            </p>
          </li>
        ))}
      </ul>
      {messages.some(({ state }) => state === "waiting") && <Refresh />}
    </>
  );
}

const names = {
  partner_webhook: "The partner's webhook",
  analytics: "The analytics event",
} satisfies Record<MessageState["kind"], string>;

function detailsOf({ state, again, reason }: MessageState): string {
  if (state === "unknown") return "What became of it is kept for a week after its delivery.";
  const told = reason ? `The last attempt failed: ${reason}. ` : "";
  return told + (again ? `Tried again at ${again.slice(11, 19)} UTC.` : "");
}
