import type { Metadata } from "next";
import { PageHeading } from "@/app/page-heading";

export const metadata: Metadata = { title: "Thank you", robots: { index: false } };

export default function ThanksPage() {
  return (
    <>
      <PageHeading>Thank you</PageHeading>
      <p>You are on the list.</p>
    </>
  );
}
