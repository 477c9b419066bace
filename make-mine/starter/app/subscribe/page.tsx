import type { Metadata } from "next";
import { connection } from "next/server";
import { Suspense } from "react";
import { reasonForNoDatabase } from "@/lib/outbox/database";
import { PageHeading } from "../page-heading";
import { subscribe } from "./actions";

export const metadata: Metadata = { title: "Subscribe" };

export default function SubscribePage() {
  return (
    <>
      <PageHeading>Subscribe</PageHeading>
      <Suspense fallback={<p aria-busy="true">Loading…</p>}>
        <SubscribeForm />
      </Suspense>
    </>
  );
}

async function SubscribeForm() {
  await connection();
  const closed = reasonForNoDatabase();
  if (closed) return <p>Nobody can subscribe here. {closed}.</p>;
  return (
    <form action={subscribe} className="actions">
      <label>
        Your address{" "}
        <input type="email" name="email" autoComplete="email" required maxLength={254} />
      </label>
      <button type="submit">Subscribe</button>
    </form>
  );
}
